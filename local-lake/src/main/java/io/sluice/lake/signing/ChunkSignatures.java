package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.security.MessageDigest;

/**
 * The chain of signatures of a streamed body: each covers its chunk and the signature before it, the first that of the head. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">signature calculations for chunked uploads</a>
 * and <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">with trailing headers</a>.
 */
final class ChunkSignatures {
    private final SigningKey key;
    private final String scope;
    private final MessageDigest chunk = Hex.sha256();
    private String previous;

    ChunkSignatures(SigningKey key, Claim claim) {
        this.key = key;
        this.scope = claim.time().text() + '\n' + claim.scope().text() + '\n';
        this.previous = claim.signature();
    }

    void update(byte[] bytes, int offset, int count) {
        chunk.update(bytes, offset, count);
    }

    /** The chunk of the bytes since the last call. */
    void verifyChunk(String signature) {
        verify("AWS4-HMAC-SHA256-PAYLOAD\n", Hex.EMPTY_HASH + '\n' + Hex.of(chunk.digest()), signature);
    }

    /** @param trailer each field as {@code name:value}, ended by a line feed */
    void verifyTrailer(String trailer, String signature) {
        verify("AWS4-HMAC-SHA256-TRAILER\n", Hex.hash(trailer), signature);
    }

    private void verify(String algorithm, String hashes, String given) {
        var expected = key.sign(algorithm + scope + previous + '\n' + hashes);
        if (!Hex.same(expected, given)) {
            throw new AwsException(ErrorCode.SignatureDoesNotMatch);
        }
        previous = expected;
    }
}
