package io.sluice.lake.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that say themselves until when they hold, authenticated by a key that lives as long as the process. Nothing is kept of them. */
final class MetadataTokens {
    private static final int CLAIMS = 2 * Long.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String instance;
    private final Clock clock;

    /** Tokens of one instance: another one's are not good here. */
    MetadataTokens(String instance, Clock clock) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        key = new SecretKeySpec(bytes, "HmacSHA256");
        this.instance = instance;
        this.clock = clock;
    }

    String issue(Duration life) {
        var claims = ByteBuffer.allocate(CLAIMS)
                .putLong(clock.instant().plus(life).toEpochMilli())
                .putLong(RANDOM.nextLong())
                .array();
        var token =
                ByteBuffer.allocate(CLAIMS + 32).put(claims).put(mac(claims)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    boolean holds(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return false;
        }
        if (bytes.length != CLAIMS + 32) {
            return false;
        }
        var claims = Arrays.copyOf(bytes, CLAIMS);
        return MessageDigest.isEqual(mac(claims), Arrays.copyOfRange(bytes, CLAIMS, bytes.length))
                && clock.instant()
                        .isBefore(Instant.ofEpochMilli(ByteBuffer.wrap(claims).getLong()));
    }

    private byte[] mac(byte[] claims) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(instance.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(claims);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
