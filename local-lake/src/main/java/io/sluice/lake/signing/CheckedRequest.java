package io.sluice.lake.signing;

import java.util.Objects;

/** A request whose head was verified, and its body, which is verified while it is read. */
public record CheckedRequest(Authentication authentication, VerifiedBody body) {
    public CheckedRequest {
        Objects.requireNonNull(authentication);
        Objects.requireNonNull(body);
    }
}
