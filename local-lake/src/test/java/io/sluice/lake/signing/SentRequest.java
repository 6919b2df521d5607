package io.sluice.lake.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where in the bytes of a request the parts are that its signature covers. Read here by other means than the server's. */
final class SentRequest {
    /** @param to exclusive */
    record Region(String name, int from, int to) {}

    private static final Pattern SIGNED_HEADERS =
            Pattern.compile("SignedHeaders=([a-z0-9;-]+(%3B[a-z0-9-]+)*)", Pattern.CASE_INSENSITIVE);

    private final byte[] bytes;
    private final String text;
    private final int bodyAt;
    private final List<Region> regions = new ArrayList<>();
    private final boolean chunked;

    private SentRequest(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.bodyAt = text.indexOf("\r\n\r\n") + 4;
        this.chunked = head().contains("STREAMING-");
        addTarget();
        addFields();
        if (isBodyCovered()) {
            regions.add(new Region("body", bodyAt, bytes.length));
        }
    }

    static SentRequest of(SignedCase signed) {
        return new SentRequest(signed.bytes());
    }

    byte[] bytes() {
        return bytes;
    }

    List<Region> regions() {
        return List.copyOf(regions);
    }

    private String head() {
        return text.substring(0, bodyAt);
    }

    private void addTarget() {
        var methodEnd = text.indexOf(' ');
        var targetEnd = text.indexOf(' ', methodEnd + 1);
        var target = text.substring(methodEnd + 1, targetEnd);
        var pathAt = target.startsWith("http://") ? target.indexOf('/', 7) : 0;
        var question = target.indexOf('?');
        var pathEnd = question < 0 ? target.length() : question;
        var from = methodEnd + 1;
        regions.add(new Region("method", 0, methodEnd));
        regions.add(new Region("path", from + pathAt, from + pathEnd));
        if (question >= 0) {
            regions.add(new Region("query", from + question + 1, targetEnd));
        }
    }

    private void addFields() {
        var match = SIGNED_HEADERS.matcher(head());
        if (!match.find()) {
            throw new IllegalStateException("nothing is signed");
        }
        Set<String> signed = new HashSet<>(Arrays.asList(match.group(1).split("(?i);|%3B")));
        for (var from = text.indexOf("\r\n") + 2; from < bodyAt - 2; from = text.indexOf("\r\n", from) + 2) {
            var colon = text.indexOf(':', from);
            var name = text.substring(from, colon).toLowerCase(Locale.ROOT);
            var end = text.indexOf("\r\n", from);
            if (signed.contains(name)) {
                regions.add(new Region("name", from, colon));
            }
            if (signed.contains(name) || name.equals("authorization")) {
                var value = text.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
                regions.add(new Region(name, value, end));
            }
        }
    }

    /** Everything but {@code UNSIGNED-PAYLOAD}, and a presigned request, where the body is the bearer's. */
    private boolean isBodyCovered() {
        return !head().contains("UNSIGNED-PAYLOAD\r\n") && !head().contains("X-Amz-Expires=");
    }

    /** Digits of chunk sizes and names of trailing fields mean the same in the other case. */
    boolean sameInOtherCase(Region region, int at) {
        return region.name().equals("body") && chunked && isSizeOrTrailerName(at);
    }

    private boolean isSizeOrTrailerName(int at) {
        var from = text.lastIndexOf("\r\n", at) + 2;
        if (from > at || !Character.isLetter(text.charAt(at))) {
            return false;
        }
        var isSize = text.substring(from, at + 1).matches("[0-9a-f]+");
        return isSize || (text.startsWith("x-amz-checksum-", from) && text.indexOf(':', from) > at);
    }

    String around(int at) {
        return text.substring(Math.max(0, at - 10), Math.min(text.length(), at + 10));
    }
}
