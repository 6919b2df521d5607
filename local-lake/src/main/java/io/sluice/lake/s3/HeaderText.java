package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Values of header fields: dates as <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110</a> has them, and text. */
final class HeaderText {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_DATE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HeaderText() {}

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /** As in S3's XML. */
    static String isoDate(Instant instant) {
        return ISO_DATE.format(instant);
    }

    /** A date that a client sent; none where it is no date, which is then ignored. */
    static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return isoInstant(text);
        }
    }

    private static Optional<Instant> isoInstant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Text as header fields hold it, where a character is a byte. */
    static String onTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A value that is safe to send: a line break in it would be a header of the caller's making. */
    static String safe(String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new AwsException(ErrorCode.InvalidArgument, "Header value cannot contain control characters");
        }
        if (value.chars().anyMatch(c -> c > 0xff)) {
            throw new AwsException(ErrorCode.InvalidArgument, "Header value cannot be represented using ISO-8859-1.");
        }
        return value;
    }
}
