package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.NoRoomException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Opens the body of a request; nothing is read of it by that, so the client is not yet invited to send it. */
final class BodyReader {
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final int LONGEST_NUMBER = 15;

    private BodyReader() {}

    static VerifiedBody open(Exchange exchange, Payload payload, Optional<ChunkSignatures> signatures) {
        var headers = exchange.head().headers();
        var checks = BodyChecks.of(exchange.head(), payload);
        if (!payload.mode().isChunked()) {
            return new VerifiedBody(new PlainSource(exchange.body()), checks, plainLength(headers), exchange::hold);
        }
        var length = headers.first(DECODED_LENGTH)
                .map(BodyReader::number)
                .orElseThrow(() -> new AwsException(ErrorCode.MissingContentLength));
        var trailer = payload.mode().hasTrailer()
                ? Optional.of(new Trailer.Reader(headers.all("x-amz-trailer")))
                : Optional.<Trailer.Reader>empty();
        var chain = payload.mode().hasSignedChunks() ? signatures : Optional.<ChunkSignatures>empty();
        return new VerifiedBody(
                new ChunkedSource(exchange.body(), length, chain, trailer), checks, length, exchange::hold);
    }

    /** A small body that was read already. */
    static VerifiedBody of(Exchange exchange, byte[] bytes, Payload payload) {
        var source = new PlainSource(new ByteArrayInputStream(bytes));
        return new VerifiedBody(source, BodyChecks.of(exchange.head(), payload), bytes.length, exchange::hold);
    }

    static byte[] readSmall(Exchange exchange, int most) throws IOException {
        try {
            var bytes = exchange.hold(exchange.body(), most + 1);
            if (bytes.length > most) {
                throw new AwsException(ErrorCode.EntityTooLarge);
            }
            return bytes;
        } catch (NoRoomException e) {
            throw VerifiedBody.slowDown();
        }
    }

    private static long plainLength(Headers headers) {
        if (headers.has("transfer-encoding")) {
            return -1;
        }
        return headers.first("content-length").map(BodyReader::number).orElse(0L);
    }

    private static long number(String digits) {
        if (digits.isEmpty()
                || digits.length() > LONGEST_NUMBER
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.invalid("The length of the body is not a number.");
        }
        return Long.parseLong(digits);
    }
}
