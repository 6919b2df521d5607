package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How the body is covered, and the line that says so in the canonical request.
 *
 * @param hash of a hashed body in lower-case hexadecimal; otherwise the name of the mode
 */
record Payload(PayloadMode mode, String hash) {
    private static final String HEADER = "x-amz-content-sha256";
    private static final String MODES =
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                    + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.";

    static Payload unsigned() {
        return named(PayloadMode.UNSIGNED);
    }

    static Payload hashed(String hash) {
        return new Payload(PayloadMode.HASHED, hash);
    }

    private static Payload named(PayloadMode mode) {
        return new Payload(mode, mode.headerValue());
    }

    /** What the header says; empty where there is none. */
    static Optional<Payload> of(Headers headers) {
        return headers.first(HEADER).map(Payload::parse);
    }

    static Payload parse(String value) {
        if (Hex.isHash(value)) {
            return hashed(value);
        }
        return Arrays.stream(PayloadMode.values())
                .filter(mode -> !value.isEmpty() && mode.headerValue().equals(value))
                .findFirst()
                .map(Payload::named)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidArgument, MODES, Map.of("ArgumentName", HEADER, "ArgumentValue", value)));
    }
}
