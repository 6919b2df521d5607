package io.sluice.lake.accesspoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Aliases in the shape of AWS's: the beginning of the name, 34 characters of metadata that end in the Region's short form, and
 * {@code -s3alias}; 63 characters at most, so that it passes for a bucket's name. The same access point gets the same alias
 * whenever it is created again. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html">access point aliases</a>.
 */
public final class Alias {
    private static final String SUFFIX = "-s3alias";
    private static final int METADATA = 34;
    private static final String OBJECT_LAMBDA_SUFFIX = "--ol-s3";
    private static final int OBJECT_LAMBDA_METADATA = 29;
    private static final int OBJECT_LAMBDA_ROOM = 20;
    private static final int LONGEST_BUCKET_NAME = 63;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Alias() {}

    static String of(AccessPointId id, String region) {
        int room = LONGEST_BUCKET_NAME - SUFFIX.length() - METADATA - 1;
        return alias(id.name(), room, unique(id.arn(region), METADATA, region), SUFFIX);
    }

    /** Of an Object Lambda access point: {@code NAME-…--ol-s3}, with 20 characters of the name at most. */
    public static String ofObjectLambda(String name, String arn, String region) {
        return alias(name, OBJECT_LAMBDA_ROOM, unique(arn, OBJECT_LAMBDA_METADATA, region), OBJECT_LAMBDA_SUFFIX);
    }

    private static String alias(String name, int room, String unique, String suffix) {
        return name.substring(0, Math.min(name.length(), room)) + "-" + unique + suffix;
    }

    private static String unique(String arn, int length, String region) {
        String code = shortForm(region) + "a";
        return base32(sha256(arn), length - code.length()) + code;
    }

    /** {@code us-east-1} is {@code use1}. */
    private static String shortForm(String region) {
        String[] parts = region.split("-", -1);
        var code = new StringBuilder(parts[0]);
        Arrays.stream(parts, 1, parts.length).forEach(part -> code.append(part.charAt(0)));
        return code.toString();
    }

    private static String base32(byte[] bytes, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int bit = i * 5;
            int pair = ((bytes[bit / 8] & 0xFF) << 8) | (bytes[bit / 8 + 1] & 0xFF);
            text.append(ALPHABET.charAt((pair >> (11 - bit % 8)) & 31));
        }
        return text.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
