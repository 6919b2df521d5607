package io.sluice.lake.signing;

import io.sluice.lake.principals.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes presigned URLs, for services that ask S3 in a caller's name. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">using query parameters</a>.
 */
public final class Presigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String UNRESERVED = "-_.~";

    private final Credentials credentials;
    private final String region;
    private final Instant now;
    private final Duration valid;

    /** A presigner for S3, whose URLs are good from now on for so long, in whole seconds. */
    public Presigner(Credentials credentials, String region, Instant now, Duration valid) {
        this.credentials = credentials;
        this.region = region;
        this.now = now;
        this.valid = valid;
    }

    /**
     * What is to be presigned.
     *
     * @param host with its port, as the URL has it
     * @param path decoded
     * @param query decoded
     * @param headers by name in lower case, that whoever uses the URL has to send with these values
     */
    public record Request(
            String method, String host, String path, Map<String, String> query, SortedMap<String, String> headers) {}

    /** The path and query of the URL, percent-encoded. */
    public String target(Request request) {
        var time = TIME.format(now);
        var scope = new CredentialScope(time.substring(0, 8), region, "s3");
        var headers = new TreeMap<>(request.headers());
        headers.put("host", request.host());
        var signed = String.join(";", headers.keySet());
        var path = encode(request.path(), true);
        var query = query(request, time, scope, signed);
        var fields = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        var canonical = String.join("\n", request.method(), path, query, fields, signed, "UNSIGNED-PAYLOAD");
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope.text(), Hex.hash(canonical));
        var signature = SigningKey.derive(credentials.secretAccessKey(), scope).sign(toSign);
        return path + "?" + query + "&X-Amz-Signature=" + signature;
    }

    private String query(Request request, String time, CredentialScope scope, String signed) {
        var all = new TreeMap<String, String>();
        request.query().forEach((name, value) -> all.put(encode(name, false), encode(value, false)));
        all.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        all.put("X-Amz-Credential", encode(credentials.accessKeyId() + "/" + scope.text(), false));
        all.put("X-Amz-Date", time);
        all.put("X-Amz-Expires", Long.toString(valid.toSeconds()));
        all.put("X-Amz-SignedHeaders", encode(signed, false));
        credentials.session().ifPresent(session -> all.put("X-Amz-Security-Token", encode(session.token(), false)));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text, boolean slashes) {
        var out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0;
            if (plain || (slashes && c == '/')) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }
}
