package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tries an event: two more times where the function fails, unless it is configured otherwise, and for up to six hours where it cannot be
 * run. From <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">how Lambda handles errors and
 * retries with asynchronous invocation</a>.
 */
final class EventAttempt implements EventQueue.Attempt {
    private static final System.Logger LOG = System.getLogger(EventAttempt.class.getName());
    private static final int MOST_DOUBLINGS = 10;
    /** A function ends by its own timeout before that. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Functions functions;
    private final LambdaOptions options;
    private final DiscardedEvents discarded;

    EventAttempt(Functions functions, LambdaOptions options, DiscardedEvents discarded) {
        this.functions = functions;
        this.options = options;
        this.discarded = discarded;
    }

    @Override
    public Optional<QueuedEvent> make(QueuedEvent event) {
        var found = functions.store().find(event.function());
        if (found.isEmpty()) {
            LOG.log(
                    WARNING,
                    "Event {0} is dropped: its function {1} is gone",
                    event.id(),
                    event.function().name());
            return Optional.empty();
        }
        var state = found.get();
        var settings = state.events().orElse(Functions.NO_EVENT_SETTINGS);
        if (Duration.between(event.received(), now()).compareTo(settings.age()) > 0) {
            return discard(event, state, "EventAgeExceeded", Optional.empty());
        }
        if (state.reserved().isPresent() && state.reserved().getAsInt() == 0) {
            return discard(event, state, "ZeroReservedConcurrency", Optional.empty());
        }
        return invoke(event, state, settings.retries());
    }

    private Instant now() {
        return functions.clock().instant();
    }

    private Optional<QueuedEvent> invoke(QueuedEvent event, FunctionState state, int retries) {
        try {
            var request = new InvokeRequest(event.id(), event.event(), Optional.empty(), now().plus(LONGEST));
            return switch (functions.invoke(event.function(), request)) {
                case InvokeResult.Answered _ -> Optional.empty();
                case InvokeResult.Failed failed
                when functions.isClosed() -> {
                    LOG.log(WARNING, "Event {0} is tried again when the lake starts", event.id());
                    yield Optional.of(event);
                }
                case InvokeResult.Failed failed
                when event.attempts() >= retries -> discard(event, state, "RetriesExhausted", Optional.of(failed));
                case InvokeResult.Failed _ -> Optional.of(event.failed(now().plus(pause(event.attempts()))));
            };
        } catch (AwsException refusal) {
            return refused(event, refusal);
        }
    }

    private Optional<QueuedEvent> refused(QueuedEvent event, AwsException refusal) {
        if (refusal.code() == ErrorCode.ResourceNotFoundException) {
            return Optional.empty();
        }
        if (functions.isClosed()) {
            return Optional.of(event);
        }
        var factor = 1L << Math.min(event.throttles(), MOST_DOUBLINGS);
        return Optional.of(
                event.throttled(now().plus(bounded(options.throttledFor().multipliedBy(factor)))));
    }

    private Duration pause(int attempts) {
        List<Duration> pauses = options.retryAfter();
        return bounded(pauses.get(Math.min(attempts, pauses.size() - 1)));
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(QueuedEvent.LONGEST_PAUSE) > 0 ? QueuedEvent.LONGEST_PAUSE : pause;
    }

    private Optional<QueuedEvent> discard(
            QueuedEvent event, FunctionState state, String condition, Optional<InvokeResult.Failed> last) {
        discarded.keep(event, state, condition, last);
        return Optional.empty();
    }
}
