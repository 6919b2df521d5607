package io.sluice.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;

/**
 * The last request ids that were counted, as the first 64 bits of their SHA-256: among 50,000 of them the odds that a new
 * one is taken for an old one are one in 3.7·10^14.
 */
final class RequestWindow {
    private final int size;
    private final LinkedHashSet<Long> seen = new LinkedHashSet<>();

    RequestWindow(int size) {
        this.size = size;
    }

    /** Whether the id is new; it is remembered from now on. */
    boolean add(String requestId) {
        boolean added = seen.add(hash(requestId));
        while (seen.size() > size) {
            seen.removeFirst();
        }
        return added;
    }

    private static long hash(String requestId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(requestId.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** All of them, the oldest first, eight bytes each, in Base64. */
    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(seen.size() * Long.BYTES);
        seen.forEach(bytes::putLong);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    void decode(String encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
        while (bytes.remaining() >= Long.BYTES) {
            seen.add(bytes.getLong());
        }
    }
}
