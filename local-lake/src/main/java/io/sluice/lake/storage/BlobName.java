package io.sluice.lake.storage;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The random name of a body's file. The upper half of {@code high} is the number of the start of the store that made it, so that a
 * sweep can tell left-overs from what is being written now.
 */
record BlobName(long high, long low) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static BlobName random(int epoch) {
        return new BlobName(((long) epoch << 32) | (RANDOM.nextInt() & 0xffff_ffffL), RANDOM.nextLong());
    }

    /** Empty where no blob has such a file name. */
    static Optional<BlobName> parse(String fileName) {
        if (!HEX.matcher(fileName).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BlobName(
                Long.parseUnsignedLong(fileName, 0, 16, 16), Long.parseUnsignedLong(fileName, 16, 32, 16)));
    }

    int epoch() {
        return (int) (high >>> 32);
    }

    String shard() {
        return "%02x".formatted(low & 0xff);
    }

    String fileName() {
        return "%016x%016x".formatted(high, low);
    }
}
