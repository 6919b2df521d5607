package io.sluice.producer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What became of every line of an upload. An event that is in {@code message} is durable in S3; a line is in exactly one
 * of {@code message}, {@code rejected} and {@code failures}, or lies after {@code stoppedAtLine}.
 *
 * @param keys the first objects written, as many as are shown
 * @param rejected the first lines that are no events, as many as are shown; {@code rejectedLines} counts all
 * @param stoppedAtLine the last line read where reading was given up after too many failed writes
 * @param seed what to generate the same events with
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Receipt(
        Message message,
        long objects,
        long bytes,
        List<String> keys,
        long rejectedLines,
        List<Rejection> rejected,
        long failedEvents,
        List<Failure> failures,
        Optional<Long> stoppedAtLine,
        Optional<Long> seed) {

    /**
     * A line that is no event.
     *
     * @param quarantine the object that keeps the line byte for byte; absent where that write failed
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Rejection(long line, String reason, Optional<String> quarantine) {}

    /**
     * Events that could not be written, with S3's answer.
     *
     * @param lines such as {@code 1-4,9}
     */
    record Failure(long events, String lines, int status, String code, String message) {}

    Receipt withSeed(long seed) {
        return new Receipt(
                message,
                objects,
                bytes,
                keys,
                rejectedLines,
                rejected,
                failedEvents,
                failures,
                stoppedAtLine,
                Optional.of(seed));
    }

    /** 200 all written, 207 some lines rejected, 422 none was an event, 502 S3 did not take everything. */
    int httpStatus() {
        if (!failures.isEmpty() || stoppedAtLine.isPresent()) {
            return 502;
        }
        if (rejectedLines == 0) {
            return 200;
        }
        return message.totMsgs() > 0 ? 207 : 422;
    }
}
