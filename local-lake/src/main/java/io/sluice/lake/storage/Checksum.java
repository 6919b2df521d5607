package io.sluice.lake.storage;

import java.util.Objects;

/**
 * A checksum that came with an object or a part and was verified by whoever staged the body. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object integrity</a>.
 *
 * @param algorithm as S3 spells it: {@code CRC32}, {@code CRC32C}, {@code CRC64NVME}, {@code SHA1}, {@code SHA256}
 * @param value base64, for a composite one followed by {@code -} and the number of parts
 */
public record Checksum(String algorithm, String value, Type type) {
    public Checksum {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(value);
        Objects.requireNonNull(type);
    }

    /** Whether the value is of all bytes, or of the values of the parts. */
    public enum Type {
        FULL_OBJECT,
        COMPOSITE
    }
}
