package io.sluice.lake.signing;

/**
 * What of a body the signature covers, as {@code x-amz-content-sha256} says. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">authenticating requests</a>.
 */
public enum PayloadMode {
    /** The header is the hash of the body; also where the header may be left out and the hash is implied. */
    HASHED(""),
    UNSIGNED("UNSIGNED-PAYLOAD"),
    SIGNED_CHUNKS("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
    SIGNED_CHUNKS_WITH_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
    UNSIGNED_CHUNKS_WITH_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

    private final String headerValue;

    PayloadMode(String headerValue) {
        this.headerValue = headerValue;
    }

    String headerValue() {
        return headerValue;
    }

    boolean isChunked() {
        return switch (this) {
            case HASHED, UNSIGNED -> false;
            case SIGNED_CHUNKS, SIGNED_CHUNKS_WITH_TRAILER, UNSIGNED_CHUNKS_WITH_TRAILER -> true;
        };
    }

    boolean hasSignedChunks() {
        return this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_WITH_TRAILER;
    }

    boolean hasTrailer() {
        return this == SIGNED_CHUNKS_WITH_TRAILER || this == UNSIGNED_CHUNKS_WITH_TRAILER;
    }
}
