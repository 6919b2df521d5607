package io.sluice.broker.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** When something ends, for people: the time of day in UTC, which a script turns into the reader's own, and how long that is. */
record Until(Instant at, Duration left) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    static Until of(Instant at, Instant now) {
        return new Until(at.truncatedTo(ChronoUnit.SECONDS), Duration.between(now, at));
    }

    public String machine() {
        return at.toString();
    }

    public String clock() {
        return CLOCK.format(at) + " UTC";
    }

    public String inWords() {
        long minutes = Math.max(0, left.plusSeconds(59).toMinutes());
        if (minutes < 90) {
            return minutes == 1 ? "1 minute" : minutes + " minutes";
        }
        return minutes / 60 + " hours " + (minutes % 60 == 0 ? "" : minutes % 60 + " minutes");
    }
}
