package io.sluice.lake.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/** The head of an answer. Framing is the server's: such fields of the handler are left out. */
final class ResponseHead {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Set<String> FRAMING = framing();

    private final StringBuilder text = new StringBuilder(512);
    private final boolean dated;

    ResponseHead(int status, Headers headers) {
        var reason = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
        text.append("HTTP/1.1 ").append(status).append(' ').append(reason == null ? "" : reason);
        text.append("\r\n");
        headers.forEach((name, value) -> {
            if (!FRAMING.contains(name)) {
                add(name, value);
            }
        });
        dated = headers.has("date");
    }

    private static Set<String> framing() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer"));
        return names;
    }

    /** A field that would break the head, stored metadata of somebody else perhaps, is a fault and never sent. */
    void add(String name, String value) {
        if (!HeaderSyntax.isToken(name) || !HeaderSyntax.isField(value)) {
            throw new IllegalArgumentException("not a header field");
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }

    byte[] bytes(Instant now) {
        if (!dated) {
            add("Date", DATE.format(now));
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
