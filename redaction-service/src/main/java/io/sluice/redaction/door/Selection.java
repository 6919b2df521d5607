package io.sluice.redaction.door;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of the <em>redacted</em> object are asked for. Offsets into the stored object mean nothing to a reader who
 * does not see all of it, so neither a range nor a part is ever asked of S3. Parts are pieces of 5 MiB, whatever the
 * stored ones were
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/range-get-olap.html">Range and partNumber</a>).
 */
public sealed interface Selection {
    long PART_BYTES = 5L << 20;
    int MAX_PARTS = 10_000;

    record Whole() implements Selection {}

    /** From one byte to another, both counted from 0; the last may lie behind the end. */
    record Span(long first, long last) implements Selection {}

    /** So many bytes at the end. */
    record Suffix(long bytes) implements Selection {}

    /** Counted from 1. */
    record Part(int number) implements Selection {}

    /**
     * Reads a {@code Range} header and a {@code partNumber}. A range that is none, or several, is left out of account, as
     * <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110</a> has it and S3 does.
     *
     * @throws RefusedException 400 where both are there, or the part is no number of a part
     */
    static Selection of(Optional<String> range, Optional<String> partNumber) throws RefusedException {
        if (range.isPresent() && partNumber.isPresent()) {
            throw new RefusedException(
                    400, "InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
        }
        if (partNumber.isPresent()) {
            return part(partNumber.get());
        }
        return range.map(Ranges::parse).orElseGet(Whole::new);
    }

    private static Selection part(String number) throws RefusedException {
        if (number.matches("[0-9]{1,5}")) {
            int part = Integer.parseInt(number);
            if (part >= 1 && part <= MAX_PARTS) {
                return new Part(part);
            }
        }
        throw new RefusedException(
                400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
    }

    /** The one form of range that S3 serves. */
    final class Ranges {
        private static final Pattern FORM = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

        private Ranges() {}

        private static Selection parse(String header) {
            Matcher match = FORM.matcher(header.strip());
            if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
                return new Whole();
            }
            if (match.group(1).isEmpty()) {
                return new Suffix(number(match.group(2)));
            }
            long first = number(match.group(1));
            long last = match.group(2).isEmpty() ? Long.MAX_VALUE : number(match.group(2));
            return last < first ? new Whole() : new Span(first, last);
        }

        /** What is too long for a number lies behind the end of every object. */
        private static long number(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException tooLong) {
                return Long.MAX_VALUE;
            }
        }
    }
}
