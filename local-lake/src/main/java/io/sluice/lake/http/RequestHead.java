package io.sluice.lake.http;

import java.util.Objects;

/**
 * What one HTTP request says before its body, as it was on the wire: neither path nor query is decoded or normalised,
 * since signatures are computed and policies matched on these very bytes.
 *
 * @param method as sent, {@code GET}
 * @param rawPath the path of the request target, still percent-encoded, at least {@code /}; of an absolute-form target
 *     only the path
 * @param rawQuery what follows the first {@code ?}, still percent-encoded; empty where there is none
 * @param host the authority asked for with its port as sent ({@code sales.localhost:9600}): that of an absolute-form target,
 *     otherwise the {@code Host} field
 * @param headers every header field
 * @param remoteAddress the peer's IP address, without port
 * @param secure whether the connection is TLS, or the target's scheme says https because the lake is used as a proxy
 */
public record RequestHead(
        String method,
        String rawPath,
        String rawQuery,
        String host,
        Headers headers,
        String remoteAddress,
        boolean secure) {
    public RequestHead {
        Objects.requireNonNull(method);
        Objects.requireNonNull(rawPath);
        Objects.requireNonNull(rawQuery);
        Objects.requireNonNull(host);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(remoteAddress);
    }
}
