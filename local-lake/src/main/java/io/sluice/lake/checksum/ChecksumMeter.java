package io.sluice.lake.checksum;

import io.sluice.lake.storage.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Computes one of S3's checksums over bytes as they pass, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">checking object integrity</a>.
 */
public abstract sealed class ChecksumMeter {
    /** As S3 spells them. */
    public static final Set<String> ALGORITHMS = Set.of("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256");

    private static final int BUFFER = 1 << 16;

    private final String algorithm;

    private ChecksumMeter(String algorithm) {
        this.algorithm = algorithm;
    }

    /** A meter that has seen nothing yet, for one of {@link #ALGORITHMS}. */
    public static ChecksumMeter of(String algorithm) {
        return switch (algorithm) {
            case "CRC32" -> new Cyclic(algorithm, new CRC32(), Integer.BYTES);
            case "CRC32C" -> new Cyclic(algorithm, new CRC32C(), Integer.BYTES);
            case "CRC64NVME" -> new Cyclic(algorithm, new Crc64Nvme(), Long.BYTES);
            case "SHA1" -> new Digested(algorithm, "SHA-1");
            case "SHA256" -> new Digested(algorithm, "SHA-256");
            default -> throw new IllegalArgumentException("no checksum of S3: " + algorithm);
        };
    }

    /** Copies everything, metering it where a meter is given. */
    public static void transfer(InputStream in, OutputStream out, Optional<ChecksumMeter> meter) throws IOException {
        var buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (meter.isPresent()) {
                meter.get().update(buffer, 0, n);
            }
            out.write(buffer, 0, n);
        }
    }

    /** The length of the checksum. */
    public abstract int bytes();

    /** Takes further bytes. */
    public abstract void update(byte[] bytes, int offset, int length);

    /** The checksum of what came; asked for once. */
    public abstract byte[] digest();

    /** Base64, as S3 writes it. */
    public final String value() {
        return Base64.getEncoder().encodeToString(digest());
    }

    /** {@link #value} of all bytes of an object or part. */
    public final Checksum checksum() {
        return new Checksum(algorithm, value(), Checksum.Type.FULL_OBJECT);
    }

    private static final class Cyclic extends ChecksumMeter {
        private final java.util.zip.Checksum check;
        private final int bytes;

        Cyclic(String algorithm, java.util.zip.Checksum check, int bytes) {
            super(algorithm);
            this.check = check;
            this.bytes = bytes;
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public void update(byte[] from, int offset, int length) {
            check.update(from, offset, length);
        }

        @Override
        public byte[] digest() {
            var all = ByteBuffer.allocate(Long.BYTES).putLong(check.getValue()).array();
            return Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES);
        }
    }

    private static final class Digested extends ChecksumMeter {
        private final MessageDigest digest;

        Digested(String algorithm, String name) {
            super(algorithm);
            try {
                digest = MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has " + name, e);
            }
        }

        @Override
        public int bytes() {
            return digest.getDigestLength();
        }

        @Override
        public void update(byte[] from, int offset, int length) {
            digest.update(from, offset, length);
        }

        @Override
        public byte[] digest() {
            return digest.digest();
        }
    }
}
