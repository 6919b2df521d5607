package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bytes of an object that an answer carries.
 *
 * @param start first byte, from 0
 * @param length how many
 */
record ByteRange(long start, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,19})-(\\d{0,19})");

    /**
     * What a {@code Range} header asks of an object of this size. None where the header asks for nothing S3 understands, several
     * ranges among it: the whole object is then the answer, as <a
     * href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110, 14.2</a> has it.
     *
     * @throws AwsException {@code InvalidRange} (416) where it lies outside
     */
    static Optional<ByteRange> of(String header, long size) {
        var match = FORM.matcher(header.strip());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (match.group(1).isEmpty()) {
            return Optional.of(suffix(header, number(match.group(2)), size));
        }
        long first = number(match.group(1));
        long last = match.group(2).isEmpty() ? Long.MAX_VALUE : number(match.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw invalid(header, size);
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }

    private static ByteRange suffix(String header, long count, long size) {
        if (count == 0 || size == 0) {
            throw invalid(header, size);
        }
        long length = Math.min(count, size);
        return new ByteRange(size - length, length);
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The {@code Content-Range} of this part of an object of this size. */
    String contentRange(long size) {
        return "bytes " + start + '-' + (start + length - 1) + '/' + size;
    }

    private static AwsException invalid(String header, long size) {
        return new AwsException(
                ErrorCode.InvalidRange,
                ErrorCode.InvalidRange.message(),
                Map.of("RangeRequested", header, "ActualObjectSize", Long.toString(size)));
    }
}
