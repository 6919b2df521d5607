package io.sluice.broker.access;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Which keys and prefixes the broker passes on. What is put into a target of Access Grants ends in a session policy, where
 * {@code *}, {@code ?} and <code>${…}</code> have a meaning (compare CVE-2026-42810 and CVE-2026-42809 of Apache Polaris), and what is
 * put into a URL may be read as a path. So names with pattern characters, dot segments, escapes, control or invisible characters, and
 * characters that only look like others are refused before anybody is called. The length is that of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">an object's key</a>.
 */
public final class Names {
    private static final int LONGEST_KEY = 1_024;
    private static final Pattern FORBIDDEN =
            Pattern.compile("[*?\\\\%]|\\$\\{|\\p{Cc}|\\p{Cf}|\\p{Co}|\\p{Cn}|\\p{Zl}|\\p{Zp}");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    private Names() {}

    /**
     * The same text, where it may be passed on.
     *
     * @throws UnsafeNameException where it may not, saying why and never repeating it
     */
    public static String checked(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new UnsafeNameException("It is longer than a key can be, which is 1,024 bytes.");
        }
        if (FORBIDDEN.matcher(name).find()) {
            throw new UnsafeNameException(
                    "It holds one of * ? \\ or ${, a percent sign, or a character that cannot be seen.");
        }
        if (DOT_SEGMENT.matcher(name).find()) {
            throw new UnsafeNameException("It holds . or .. as a folder.");
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFKC)) {
            throw new UnsafeNameException("It holds a character that only looks like another one.");
        }
        return name;
    }
}
