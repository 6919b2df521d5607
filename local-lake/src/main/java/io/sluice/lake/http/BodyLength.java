package io.sluice.lake.http;

/**
 * How the length of a request body is told, per <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3</a>.
 * Whatever two readers could understand differently is refused.
 *
 * @param bytes -1 for the chunked transfer coding
 */
record BodyLength(long bytes) {
    private static final int LONGEST = 18;

    static BodyLength of(Headers headers) throws BadRequestException {
        var codings = headers.all("transfer-encoding");
        var lengths = headers.all("content-length");
        if (codings.size() + lengths.size() > 1) {
            throw new BadRequestException(400, "more than one length");
        }
        if (!codings.isEmpty()) {
            if (!codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new BadRequestException(501, "transfer coding");
            }
            return new BodyLength(-1);
        }
        return new BodyLength(lengths.isEmpty() ? 0 : parse(lengths.getFirst()));
    }

    private static long parse(String digits) throws BadRequestException {
        if (digits.isEmpty() || digits.length() > LONGEST || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new BadRequestException(400, "Content-Length");
        }
        return Long.parseLong(digits);
    }

    boolean isNone() {
        return bytes == 0;
    }

    boolean isChunked() {
        return bytes < 0;
    }
}
