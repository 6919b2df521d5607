package io.sluice.broker.web;

import io.sluice.broker.person.Person;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that every form carries, as <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP</a> asks for: a keyed digest
 * of the person and of this sign-in. Nothing has to be kept for it, and any broker with the same secret takes it.
 */
final class Csrf {
    private static final int SHORTEST_SECRET = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Csrf(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("SLUICE_BROKER_SECRET needs at least 32 characters.");
        }
        key = new SecretKeySpec(
                mac(
                        new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM),
                        "sluice grants-broker forms"),
                ALGORITHM);
    }

    String token(Person person) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, person.key() + "\n" + person.session()));
    }

    boolean isOf(Person person, String token) {
        return MessageDigest.isEqual(
                token(person).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
