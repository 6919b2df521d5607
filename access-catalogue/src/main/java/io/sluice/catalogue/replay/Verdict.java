package io.sluice.catalogue.replay;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import java.util.function.Supplier;

/** What a catalogue says of a request. */
sealed interface Verdict {
    /**
     * The first refusal of what it needs, else the first permission.
     *
     * @param request what was decided, made only where somebody wants to know
     */
    record Decided(Supplier<AccessRequest> request, Decision decision) implements Verdict {}

    record Unknown(Reason reason, String detail) implements Verdict {}
}
