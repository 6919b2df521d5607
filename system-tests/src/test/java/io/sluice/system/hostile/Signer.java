package io.sluice.system.hostile;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs as a client of AWS does, and lets the test break it afterwards, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature Version 4</a>. Paths and queries are
 * taken to be in canonical form already.
 */
record Signer(AwsCredentials keys, String service) {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * What is to be signed.
     *
     * @param payload {@code x-amz-content-sha256}
     */
    record Ask(String method, String host, String path, String query, String payload, Map<String, String> headers) {}

    /** A request, and what the signatures of its chunks begin with. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that are sent once, and compared by nobody
    record Signed(byte[] head, String time, String signature) {}

    Signed sign(Ask ask, int length) {
        var time = TIME.format(Instant.now());
        SortedMap<String, String> fields = new TreeMap<>(ask.headers());
        fields.put("host", ask.host());
        fields.put("x-amz-date", time);
        fields.put("x-amz-content-sha256", ask.payload());
        if (keys instanceof AwsSessionCredentials session) {
            fields.put("x-amz-security-token", session.sessionToken());
        }
        var names = String.join(";", fields.keySet());
        var canonical = ask.method() + "\n" + ask.path() + "\n" + ask.query() + "\n" + lines(fields, ":") + "\n" + names
                + "\n" + ask.payload();
        var signature = signature("AWS4-HMAC-SHA256\n" + time + "\n" + scope(time) + "\n" + sha256(canonical), time);
        fields.put("content-length", Integer.toString(length));
        fields.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + keys.accessKeyId() + "/" + scope(time) + ",SignedHeaders=" + names
                        + ",Signature=" + signature);
        var target = ask.query().isEmpty() ? ask.path() : ask.path() + "?" + ask.query();
        var head = ask.method() + " " + target + " HTTP/1.1\r\n"
                + lines(fields, ": ").replace("\n", "\r\n") + "\r\n";
        return new Signed(Raw.bytes(head), time, signature);
    }

    /** The signature of a chunk that follows what has the other. */
    String chunk(String time, String previous, String bytes) {
        return signature(
                "AWS4-HMAC-SHA256-PAYLOAD\n" + time + "\n" + scope(time) + "\n" + previous + "\n" + sha256("") + "\n"
                        + sha256(bytes),
                time);
    }

    private static String lines(SortedMap<String, String> fields, String colon) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + colon + field.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String scope(String time) {
        return time.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
    }

    private String signature(String text, String time) {
        var key = ("AWS4" + keys.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (var part : scope(time).split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
