package io.sluice.lake.lambda;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a function is to be invoked with.
 *
 * @param requestId the id of the invocation, a UUID
 * @param event JSON
 * @param clientContext as the caller gave it, for {@code Lambda-Runtime-Client-Context}
 * @param until by when the caller wants an answer; the function's own timeout may be sooner
 */
record InvokeRequest(String requestId, Payload event, Optional<String> clientContext, Instant until) {
    InvokeRequest {
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(event);
        Objects.requireNonNull(clientContext);
        Objects.requireNonNull(until);
    }

    static InvokeRequest of(byte[] event, Instant until) {
        return new InvokeRequest(newId(), Payload.of(event), Optional.empty(), until);
    }

    /** Unique, not secret. */
    static String newId() {
        var random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new java.util.UUID(high, low).toString();
    }
}
