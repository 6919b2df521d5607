package io.sluice.lake.signing;

import io.sluice.lake.principals.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests for tests, also those that no client would send. Independent of what it tests; real signers are in the captured cases. */
final class Signer {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final String SESSION_KEY = "ASIAIOSFODNN7EXAMPLE";
    static final String TOKEN = "the/token+of=the session";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String EMPTY = hash(new byte[0]);

    private final Map<String, String> fields = new TreeMap<>();
    private final StringBuilder unsignedFields = new StringBuilder();
    private String method = "PUT";
    private String path = "/sales/k";
    private String query = "";
    private String key = KEY;
    private String region = "us-east-1";
    private String service = "s3";
    private String scopeDate = "";
    private String expires = "300";
    private String body = "hello";
    private Optional<String> payload = Optional.empty();
    private Instant at = NOW;
    private String signature;

    Signer() {
        fields.put("host", "localhost");
    }

    static SignatureVerifier verifier() {
        return verifier(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static SignatureVerifier verifier(Clock clock) {
        var session = new Credentials.Session(TOKEN, NOW.plusSeconds(60));
        var keys = Map.of(
                KEY,
                Credentials.longLived(KEY, SECRET),
                SESSION_KEY,
                new Credentials(SESSION_KEY, SECRET, Optional.of(session)));
        return new SignatureVerifier(id -> Optional.ofNullable(keys.get(id)), "us-east-1", clock);
    }

    Replay.Outcome replay() {
        return Replay.of(header(), verifier(), "s3");
    }

    Replay.Outcome replayPresigned() {
        return Replay.of(presigned(), verifier(), "s3");
    }

    Signer method(String value) {
        method = value;
        return this;
    }

    Signer path(String value) {
        path = value;
        return this;
    }

    Signer query(String value) {
        query = value;
        return this;
    }

    Signer key(String value) {
        key = value;
        return this;
    }

    Signer region(String value) {
        region = value;
        return this;
    }

    Signer service(String value) {
        service = value;
        return this;
    }

    Signer scopeDate(String value) {
        scopeDate = value;
        return this;
    }

    Signer expires(String value) {
        expires = value;
        return this;
    }

    Signer at(Instant value) {
        at = value;
        return this;
    }

    Signer body(String value) {
        body = value;
        return this;
    }

    /** What {@code x-amz-content-sha256} says, instead of the hash of the body. */
    Signer payload(String value) {
        payload = Optional.of(value);
        return this;
    }

    Signer field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Signer without(String name) {
        fields.remove(name);
        return this;
    }

    /** A line of the head that is not signed. */
    Signer unsigned(String line) {
        unsignedFields.append(line).append("\r\n");
        return this;
    }

    byte[] header() {
        return header("AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s, Signature=%s");
    }

    /** @param authorization with places for credential, signed headers, and signature */
    byte[] header(String authorization) {
        fields.put("x-amz-date", TIME.format(at));
        var hash = payload.orElse(hash(bytes(body)));
        if (payload.isPresent() || !service.equals("sts")) {
            fields.put("x-amz-content-sha256", hash);
        }
        sign(query, hash);
        var value = authorization.formatted(credential(), String.join(";", fields.keySet()), signature);
        return request(query, "Authorization: " + value + "\r\n");
    }

    byte[] presigned() {
        var parameters = new TreeMap<String, String>();
        parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        parameters.put("X-Amz-Credential", encode(credential()));
        parameters.put("X-Amz-Date", TIME.format(at));
        parameters.put("X-Amz-Expires", encode(expires));
        parameters.put("X-Amz-SignedHeaders", encode(String.join(";", fields.keySet())));
        if (key.equals(SESSION_KEY)) {
            parameters.put("X-Amz-Security-Token", encode(TOKEN));
        }
        if (query.contains("=")) {
            parameters.put(query.substring(0, query.indexOf('=')), query.substring(query.indexOf('=') + 1));
        }
        var text = new StringBuilder();
        parameters.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(value));
        sign(text.toString(), payload.orElse("UNSIGNED-PAYLOAD"));
        return request(text + "&X-Amz-Signature=" + signature, "");
    }

    /** Of the last request made. */
    String signature() {
        return signature;
    }

    /** The signature of a chunk that follows {@code previous}. */
    String chunk(String previous, String data) {
        return mac("AWS4-HMAC-SHA256-PAYLOAD\n" + TIME.format(at) + '\n' + scope() + '\n' + previous + '\n' + EMPTY
                + '\n' + hash(bytes(data)));
    }

    String trailer(String previous, String fieldsAsSigned) {
        return mac("AWS4-HMAC-SHA256-TRAILER\n" + TIME.format(at) + '\n' + scope() + '\n' + previous + '\n'
                + hash(bytes(fieldsAsSigned)));
    }

    private byte[] request(String withQuery, String authorization) {
        var head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(withQuery.isEmpty() ? "" : "?" + withQuery)
                .append(" HTTP/1.1\r\n");
        if (!fields.containsKey("host")) {
            head.append("Host: localhost\r\n");
        }
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(authorization).append(unsignedFields);
        if (!fields.containsKey("content-length") && !body.isEmpty()) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return bytes(head + "\r\n" + body);
    }

    private void sign(String sentQuery, String hash) {
        var canonical = new StringBuilder(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(sentQuery)
                .append('\n');
        fields.forEach((name, value) -> canonical
                .append(name)
                .append(':')
                .append(value.strip().replaceAll("\\s+", " "))
                .append('\n'));
        canonical
                .append('\n')
                .append(String.join(";", fields.keySet()))
                .append('\n')
                .append(hash);
        signature =
                mac("AWS4-HMAC-SHA256\n" + TIME.format(at) + '\n' + scope() + '\n' + hash(bytes(canonical.toString())));
    }

    private String credential() {
        return key + '/' + scope();
    }

    private String scope() {
        return date() + '/' + region + '/' + service + "/aws4_request";
    }

    private String date() {
        return scopeDate.isEmpty() ? TIME.format(at).substring(0, 8) : scopeDate;
    }

    private String mac(String text) {
        var signing = bytes("AWS4" + SECRET);
        for (var part : new String[] {date(), region, service, "aws4_request"}) {
            signing = mac(signing, part);
        }
        return HexFormat.of().formatHex(mac(signing, text));
    }

    private static byte[] mac(byte[] with, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(with, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
