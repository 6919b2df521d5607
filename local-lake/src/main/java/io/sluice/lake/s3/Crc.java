package io.sluice.lake.s3;

/**
 * The cyclic redundancy checks that S3 knows, as polynomials over GF(2): what is needed to tell the check of a whole from the checks and
 * lengths of its parts, without their bytes. The arithmetic is that of zlib's {@code crc32_combine}.
 */
enum Crc {
    CRC32(32, 0xEDB88320L),
    CRC32C(32, 0x82F63B78L),
    CRC64NVME(64, 0x9A6C9329AC4BC9B5L);

    private final int width;
    private final long polynomial;

    Crc(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    int bytes() {
        return width / 8;
    }

    /** The check of two runs of bytes, one behind the other. */
    long combine(long first, long second, long secondLength) {
        return multiply(powerOfX(secondLength), first) ^ second;
    }

    /** x to the power of 8 times this, modulo the polynomial. */
    private long powerOfX(long length) {
        long result = 1L << (width - 1);
        long square = 1L << (width - 9);
        for (long n = length; n != 0; n >>>= 1) {
            if ((n & 1) != 0) {
                result = multiply(square, result);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long factor = b;
        for (long bit = 1L << (width - 1); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= factor;
            }
            factor = (factor & 1) != 0 ? (factor >>> 1) ^ polynomial : factor >>> 1;
        }
        return product;
    }
}
