package io.sluice.lake.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Lambda itself writes about invocations, and its own texts of failures. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">Lambda's logs</a>.
 */
final class Report {
    private static final int KILLED = 128 + 9;

    private final Configuration configuration;
    private volatile OptionalLong initialization = OptionalLong.empty();
    private volatile long mostMemory;

    Report(Configuration configuration) {
        this.configuration = configuration;
    }

    void initialized(long nanos) {
        initialization = OptionalLong.of(nanos);
    }

    /** What it uses now, in bytes. */
    void memory(long used) {
        mostMemory = Math.max(mostMemory, used);
    }

    String error(Invocation invocation, String text) {
        return "RequestId: " + invocation.id() + " " + text;
    }

    /** How a process ended, by its status: from 128 on it was a signal. */
    static String exit(int status) {
        if (status == 0) {
            return "Error: Runtime exited without providing a reason";
        }
        var how = status == KILLED
                ? "signal: killed"
                : status > 128 ? "signal: " + (status - 128) : "exit status " + status;
        return "Error: Runtime exited with error: " + how;
    }

    void end(Invocation invocation, Transcript transcript, Optional<Reply.Failure> because) {
        because.ifPresent(error -> transcript.line(
                Json.read(error.payload().bytes()).path("errorMessage").asText("")));
        var duration = Duration.ofNanos(invocation.nanos());
        transcript.line("END RequestId: " + invocation.id());
        transcript.line(
                "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB%s"
                        .formatted(
                                invocation.id(),
                                millis(duration.toNanos()),
                                duration.plusNanos(999_999).toMillis(),
                                configuration.settable().memory(),
                                mostMemory / 1024 / 1024,
                                initialization.isPresent()
                                        ? "\tInit Duration: " + millis(initialization.getAsLong()) + " ms"
                                        : ""));
        initialization = OptionalLong.empty();
    }

    private static String millis(long nanos) {
        return "%.2f".formatted(nanos / 1e6);
    }
}
