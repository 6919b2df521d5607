package io.sluice.lake.signing;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Checksum;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** One promise of a head or a trailer about the bytes of a body. */
sealed interface BodyCheck {
    void update(byte[] bytes, int offset, int count);

    /** Throws where the bytes were not as promised; gives the checksum where S3 keeps it with the object. */
    Optional<Checksum> verify(Trailer trailer);

    /** That of {@code x-amz-content-sha256}. */
    final class ContentHash implements BodyCheck {
        private final String promised;
        private final MessageDigest digest = Hex.sha256();

        ContentHash(String promised) {
            this.promised = promised;
        }

        @Override
        public void update(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
        }

        @Override
        public Optional<Checksum> verify(Trailer trailer) {
            var computed = Hex.of(digest.digest());
            if (!Hex.same(computed, promised)) {
                throw new AwsException(
                        ErrorCode.XAmzContentSHA256Mismatch,
                        ErrorCode.XAmzContentSHA256Mismatch.message(),
                        Refusal.ordered("ClientComputedContentSHA256", promised, "S3ComputedContentSHA256", computed));
            }
            return Optional.empty();
        }
    }

    /** That of {@code Content-MD5}. */
    final class ContentMd5 implements BodyCheck {
        private final String promised;
        private final MessageDigest digest;

        ContentMd5(String promised, MessageDigest digest) {
            this.promised = promised;
            this.digest = digest;
        }

        @Override
        public void update(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
        }

        @Override
        public Optional<Checksum> verify(Trailer trailer) {
            var computed = Base64.getEncoder().encodeToString(digest.digest());
            if (!computed.equals(promised)) {
                throw Refusal.badDigest("Content-MD5", promised, computed);
            }
            return Optional.empty();
        }
    }

    /**
     * That of an {@code x-amz-checksum-} field.
     *
     * @param promised empty where it comes in the trailer
     */
    record ObjectChecksum(String algorithm, String field, Optional<String> promised, ChecksumMeter meter)
            implements BodyCheck {
        @Override
        public void update(byte[] bytes, int offset, int count) {
            meter.update(bytes, offset, count);
        }

        @Override
        public Optional<Checksum> verify(Trailer trailer) {
            var value = promised.or(() -> trailer.get(field)).orElseThrow(Trailer.Reader::malformed);
            var computed = meter.checksum();
            if (!computed.value().equals(value)) {
                throw Refusal.badDigest(algorithm, value, computed.value());
            }
            return Optional.of(computed);
        }
    }
}
