package io.sluice.lake.storage;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Ids of versions and uploads: 32 characters that look random, as S3's do, and hide the number of the write, so that a row is found
 * by its id without a search.
 */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private Ids() {}

    static String of(long sequence) {
        var bytes = ByteBuffer.allocate(BYTES);
        long first = RANDOM.nextLong();
        long second = RANDOM.nextLong();
        bytes.putLong(first).putLong(second).putLong(sequence ^ mask(first, second));
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    /** The number inside an id; empty where it is none. Whether the row of that number has this id is for the caller to see. */
    static OptionalLong sequence(String id) {
        if (id.length() != BYTES / 3 * 4) {
            return OptionalLong.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
            long mask = mask(bytes.getLong(), bytes.getLong());
            return OptionalLong.of(bytes.getLong() ^ mask);
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private static long mask(long first, long second) {
        long mixed = first * 0x9e3779b97f4a7c15L + second;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
