package io.sluice.redaction.door.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decides conditions on the redacted object's own tag and time, in the order of
 * <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, 13.2.2</a>.
 *
 * @param tag of what would be sent, without quotes; none where the bucket keeps no versions
 */
record Conditions(Optional<String> tag, Optional<Instant> modified) {

    enum Verdict {
        SEND,
        NOT_MODIFIED,
        FAILED
    }

    Verdict of(ViewRequest request) {
        Optional<String> match = request.header("if-match");
        Optional<String> noneMatch = request.header("if-none-match");
        if (match.isPresent()) {
            if (!names(match.get())) {
                return Verdict.FAILED;
            }
        } else if (since(request, "if-unmodified-since").filter(this::isAfter).isPresent()) {
            return Verdict.FAILED;
        }
        if (noneMatch.isPresent()) {
            return names(noneMatch.get()) ? Verdict.NOT_MODIFIED : Verdict.SEND;
        }
        Optional<Instant> since = since(request, "if-modified-since");
        return since.isPresent() && modified.isPresent() && !isAfter(since.get()) ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }

    /** Whether a range may be sent: what is to be added to must not have changed. */
    boolean mayContinue(ViewRequest request) {
        Optional<String> ifRange = request.header("if-range");
        if (ifRange.isEmpty()) {
            return true;
        }
        String condition = ifRange.get().strip();
        return tag.map(own -> condition.equals("\"" + own + "\"")).orElse(false)
                || time(condition).equals(modified.map(time -> time.truncatedTo(ChronoUnit.SECONDS)));
    }

    private boolean names(String header) {
        if (header.strip().equals("*")) {
            return true;
        }
        return tag.isPresent()
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(named -> named.startsWith("W/") ? named.substring(2) : named)
                        .anyMatch(("\"" + tag.get() + "\"")::equals);
    }

    private boolean isAfter(Instant since) {
        return modified.map(time -> time.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .orElse(false);
    }

    private static Optional<Instant> since(ViewRequest request, String name) {
        return request.header(name).flatMap(Conditions::time);
    }

    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip())));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
