package io.sluice.lake.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Objects;

/**
 * An event that waits for its function.
 *
 * @param id of the invocation, the same for every attempt
 * @param attempts how often the function failed with it
 * @param throttles how often it found no environment
 * @param due when it may be tried
 */
record QueuedEvent(
        String id,
        FunctionReference function,
        Payload event,
        Instant received,
        int attempts,
        int throttles,
        Instant due) {
    /** No event waits longer between two attempts. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    static final Comparator<QueuedEvent> BY_TIME = Comparator.comparing(QueuedEvent::due)
            .thenComparing(QueuedEvent::received)
            .thenComparing(QueuedEvent::id);

    QueuedEvent {
        Objects.requireNonNull(id);
        Objects.requireNonNull(function);
        Objects.requireNonNull(event);
        Objects.requireNonNull(received);
        Objects.requireNonNull(due);
    }

    static QueuedEvent of(FunctionReference function, byte[] event, Instant now) {
        return new QueuedEvent(InvokeRequest.newId(), function, Payload.of(event), now, 0, 0, now);
    }

    /** How long it still waits; not at all where that is longer than any pause, since then the clock was set back meanwhile. */
    Duration left(Instant now) {
        var left = Duration.between(now, due);
        return left.isNegative() || left.compareTo(LONGEST_PAUSE) > 0 ? Duration.ZERO : left;
    }

    QueuedEvent failed(Instant nextDue) {
        return new QueuedEvent(id, function, event, received, attempts + 1, 0, nextDue);
    }

    QueuedEvent throttled(Instant nextDue) {
        return new QueuedEvent(id, function, event, received, attempts, throttles + 1, nextDue);
    }

    byte[] json() {
        return Json.bytes(Json.object()
                .put("function", function.name())
                .put("event", Base64.getEncoder().encodeToString(event.bytes()))
                .put("received", received.toString())
                .put("attempts", attempts)
                .put("throttles", throttles)
                .put("due", due.toString()));
    }

    static QueuedEvent read(String id, byte[] bytes) {
        var json = Json.read(bytes);
        return new QueuedEvent(
                id,
                new FunctionReference(json.required("function").textValue()),
                Payload.of(Base64.getDecoder().decode(json.required("event").textValue())),
                Instant.parse(json.required("received").textValue()),
                json.required("attempts").intValue(),
                json.required("throttles").intValue(),
                Instant.parse(json.required("due").textValue()));
    }
}
