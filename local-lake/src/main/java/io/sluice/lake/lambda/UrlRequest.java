package io.sluice.lake.lambda;

import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to a function URL whose signature, where one is needed, holds.
 *
 * @param rawPath the path that the function is to see, still percent-encoded
 * @param signer none where the URL asks for no authentication
 */
public record UrlRequest(
        String urlId,
        String rawPath,
        RequestHead head,
        Payload body,
        Optional<Identity> signer,
        String requestId,
        Instant time) {
    public UrlRequest {
        Objects.requireNonNull(urlId);
        Objects.requireNonNull(rawPath);
        Objects.requireNonNull(head);
        Objects.requireNonNull(body);
        Objects.requireNonNull(signer);
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(time);
    }
}
