package io.sluice.lake.signing;

import io.sluice.lake.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was signed of a head, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">the canonical request</a>. The path is
 * taken as it came: S3 neither encodes it twice nor removes segments of it; other services encode it once more.
 */
final class CanonicalRequest {
    private static final String TOKEN = "x-amz-security-token";
    private static final String SENT_SLASHES = "/%2F";
    private static final Set<String> TAKEN_AS_IT_CAME = Set.of("s3", "s3-object-lambda");

    private final RequestHead head;
    private final RawQuery query;
    private final Claim claim;
    private final String payload;

    CanonicalRequest(RequestHead head, RawQuery query, Claim claim, Payload payload) {
        this.head = head;
        this.query = query;
        this.claim = claim;
        this.payload = payload.hash();
    }

    /** Refuses a head with a field that the signature must cover and does not. */
    void requireCoverage() {
        var signed = new TreeSet<>(claim.signedHeaders());
        if (signed.size() != claim.signedHeaders().size() || !isLowerCase(signed)) {
            throw Refusal.malformedHeader("SignedHeaders must name each header once, in lower case.");
        }
        var missing = new TreeSet<String>();
        if (!signed.contains("host")) {
            missing.add("host");
        }
        for (var name : head.headers().names()) {
            if (mustBeSigned(name) && !signed.contains(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw Refusal.notSigned(String.join(", ", missing));
        }
    }

    private static boolean isLowerCase(Set<String> names) {
        return names.stream().allMatch(name -> !name.isEmpty() && name.equals(name.toLowerCase(Locale.ROOT)));
    }

    private boolean mustBeSigned(String name) {
        return name.startsWith("x-amz-")
                || (name.equals("date") && !head.headers().has("x-amz-date") && claim.type() == AuthType.HEADER);
    }

    /**
     * What a client may have signed: the path as it came, or, since the AWS SDK for Java signs {@code //} and its HTTP client then
     * sends {@code /%2F}, with that undone. Both name the same key.
     */
    List<String> texts() {
        var path = head.rawPath();
        if (!TAKEN_AS_IT_CAME.contains(claim.scope().service())) {
            return List.of(text(encoded(path), false), text(path, false));
        }
        return path.contains(SENT_SLASHES)
                ? List.of(text(path, false), text(path.replace(SENT_SLASHES, "//"), false))
                : List.of(text(path, false));
    }

    /** Every service but S3 has the path that was sent encoded once more. */
    private static String encoded(String path) {
        var text = new StringBuilder(path.length() + 16);
        for (var b : path.getBytes(StandardCharsets.ISO_8859_1)) {
            var c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    /** For an answer: a session token is a credential and is left out, even towards the client that sent it. */
    String shownText() {
        return text(head.rawPath(), true);
    }

    private String text(String path, boolean shown) {
        var text = new StringBuilder(1024)
                .append(head.method())
                .append('\n')
                .append(path)
                .append('\n')
                .append(
                        shown && query.has("X-Amz-Security-Token")
                                ? "…"
                                : query.canonical(claim.type() == AuthType.QUERY))
                .append('\n');
        for (var name : claim.signedHeaders()) {
            text.append(name).append(':');
            appendValue(
                    text,
                    shown && name.equals(TOKEN) ? List.of("…") : head.headers().all(name));
            text.append('\n');
        }
        return text.append('\n')
                .append(String.join(";", claim.signedHeaders()))
                .append('\n')
                .append(payload)
                .toString();
    }

    /** Whether every field that was signed arrived: an absent one has no value that could be compared. */
    boolean isComplete() {
        return claim.signedHeaders().stream().allMatch(head.headers()::has);
    }

    private static void appendValue(StringBuilder text, List<String> values) {
        for (var i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendCollapsed(text, values.get(i));
        }
    }

    /** Runs of white space count as one space, and none at the ends. */
    private static void appendCollapsed(StringBuilder text, String value) {
        var start = text.length();
        var gap = false;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                gap = text.length() > start;
            } else {
                if (gap) {
                    text.append(' ');
                    gap = false;
                }
                text.append(c);
            }
        }
    }

    static String stringToSign(Claim claim, String canonicalRequest) {
        return "AWS4-HMAC-SHA256\n" + claim.time().text() + '\n' + claim.scope().text() + '\n'
                + Hex.hash(canonicalRequest);
    }
}
