package io.sluice.catalogue.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The times of logs. Lines of one second follow each other, so the last one read is kept. For one thread. */
final class Times {
    /** {@code 06/Feb/2019:00:00:38 +0000} */
    private static final DateTimeFormatter SERVER =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

    private String text = "";
    private Instant time = Instant.EPOCH;

    /** As CloudTrail writes it; none where it is none. */
    Optional<Instant> trail(String written) {
        return read(written, DateTimeFormatter.ISO_INSTANT);
    }

    /** As S3 server access logs have it between brackets; none where it is none. */
    Optional<Instant> server(String written) {
        return read(written, SERVER);
    }

    private Optional<Instant> read(String written, DateTimeFormatter format) {
        if (written.equals(text)) {
            return Optional.of(time);
        }
        try {
            time = format.parse(written, Instant::from);
            text = written;
            return Optional.of(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
