package io.sluice.catalogue.replay;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;

/** What a catalogue says of a request. */
sealed interface Verdict {
    /** The first refusal of what it needs, else the first permission. */
    record Decided(AccessRequest request, Decision decision) implements Verdict {}

    record Unknown(Reason reason, String detail) implements Verdict {}
}
