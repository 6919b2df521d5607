package io.sluice.lake.signing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * When a request says it was signed.
 *
 * @param text {@code yyyyMMdd'T'HHmmss'Z'}, as in the string to sign
 */
record SigningTime(String text, Instant instant) {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int LENGTH = 16;

    static Optional<SigningTime> parse(String text) {
        try {
            return text.length() == LENGTH
                    ? Optional.of(new SigningTime(
                            text, LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC)))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String date() {
        return text.substring(0, 8);
    }
}
