package io.sluice.lake.objectlambda;

import io.sluice.iam.NamedPolicy;
import java.time.Instant;
import java.util.Optional;

/** Runs functions for Object Lambda, which has decided that its caller may. Safe for use by many threads. */
public interface Invoker {
    /**
     * Runs a function and waits for its end.
     *
     * @param functionArn of a function, a version or an alias of one
     * @param event JSON
     * @param deadline when nobody waits for it any more
     */
    Outcome invoke(String functionArn, byte[] event, Instant deadline);

    /** The function's own policy, which may allow callers what theirs does not. */
    Optional<NamedPolicy> policy(String functionArn);
}
