package io.sluice.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event lies: {@code {prefix}{evnt_type}/dt=YYYY_MM_DD/{epoch seconds}{6-digit microseconds}.json}. Day and
 * number come from one reading of the clock; the day is the writer's local one. Within a day the keys sort by the time of
 * writing, until the year 2286.
 */
public record KeyLayout(String prefix, ZoneId zone) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu_MM_dd");
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("'dt='uuuu_MM_dd'/'");
    private static final Pattern DATED = Pattern.compile("dt=(\\d{4}_\\d{2}_\\d{2})/(\\d{16})\\.[A-Za-z0-9.]+");

    public KeyLayout {
        requireNonNull(prefix);
        requireNonNull(zone);
    }

    /** The key of something written then; the folder is the event type or another first part, such as {@code quarantine}. */
    public String key(String folder, Instant written, String extension) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, written);
        return prefix + folder + "/dt=" + DAY.format(written.atZone(zone)) + "/" + String.format("%016d", micros)
                + extension;
    }

    /** What a key says about when it was written. */
    public record Written(String day, long micros) {}

    /** The day and number of a key below a folder such as {@code sales_event/}, or empty where the key has another form. */
    public static Optional<Written> written(String folder, String key) {
        if (!key.startsWith(folder)) {
            return Optional.empty();
        }
        Matcher dated = DATED.matcher(key.substring(folder.length()));
        return dated.matches()
                ? Optional.of(new Written(dated.group(1), Long.parseLong(dated.group(2))))
                : Optional.empty();
    }

    /** The day of a folder such as {@code sales_event/dt=2026_11_21/}, or empty where it is none. */
    public static Optional<LocalDate> day(String folder, String key) {
        try {
            return key.startsWith(folder) && key.endsWith("/")
                    ? Optional.of(FOLDER.parse(key.substring(folder.length()), LocalDate::from))
                    : Optional.empty();
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
