package io.sluice.broker.person;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which a person's sessions stand in the access log: the e-mail address as far as STS takes it. <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">A role session name</a> has 2 to 64 characters of
 * {@code [\w+=,.@-]}. Where something had to be changed, a digest of who it is follows, so that two people never share a name.
 */
final class SessionName {
    private static final int LONGEST = 64;
    private static final int DIGEST = 8;

    private SessionName() {}

    static String of(String wished, String key) {
        String clean = wished.replaceAll("[^A-Za-z0-9_+=,.@-]", "-");
        if (clean.equals(wished) && clean.length() >= 2 && clean.length() <= LONGEST) {
            return clean;
        }
        int kept = Math.min(clean.length(), LONGEST - DIGEST - 1);
        return clean.substring(0, kept) + "-" + digest(key);
    }

    private static String digest(String key) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, DIGEST / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
