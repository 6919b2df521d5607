package io.sluice.lake.principals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Identifiers in AWS's form. From <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">unique
 * identifiers</a>.
 */
final class Ids {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** The unique id of the user or role with this ARN, always the same: {@code AIDA} or {@code AROA} and 17 letters. */
    static String unique(String prefix, String arn) {
        return prefix + letters(sha256(arn), 17);
    }

    /** A fresh access key id of temporary credentials. */
    static String temporaryAccessKey() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "ASIA" + letters(bytes, 16);
    }

    /** Five bits a letter. */
    static String letters(byte[] bytes, int count) {
        var letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(ALPHABET.charAt(bytes[i] & 31));
        }
        return letters.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
