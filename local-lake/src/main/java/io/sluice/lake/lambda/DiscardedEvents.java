package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.lake.error.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of events that no attempt succeeded with: a record in a bucket, and the event itself for a dead-letter queue. Records and
 * their keys are as in <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">capturing records of
 * Lambda asynchronous invocations</a>.
 */
final class DiscardedEvents {
    private static final System.Logger LOG = System.getLogger(DiscardedEvents.class.getName());
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd/").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

    private final Path queues;
    private final BucketDestination buckets;
    private final Clock clock;

    DiscardedEvents(Path folder, BucketDestination buckets, Clock clock) {
        this.queues = folder.resolve("dead-letter");
        this.buckets = buckets;
        this.clock = clock;
    }

    /** @param last the last failure; none where there was no attempt */
    void keep(QueuedEvent event, FunctionState state, String condition, Optional<InvokeResult.Failed> last) {
        state.configuration().settable().deadLetter().ifPresent(arn -> toQueue(arn, event));
        state.events()
                .flatMap(FunctionState.EventSettings::onFailure)
                .ifPresent(arn -> toBucket(arn, event, state, record(event, state, condition, last)));
        LOG.log(
                WARNING,
                "Function {0} could not process event {1}: {2}",
                state.function().name(),
                event.id(),
                condition);
    }

    /** A message of the queue would have the event as its body and attributes beside it; it is a line here. */
    private void toQueue(String arn, QueuedEvent event) {
        var line = Json.object().put("RequestID", event.id());
        line.set("body", Json.read(event.event().bytes()));
        try {
            Files.createDirectories(queues);
            Files.writeString(
                    queues.resolve(Destinations.name(arn) + ".jsonl"),
                    Json.text(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The dead-letter file of a function could not be written", e);
        }
    }

    private void toBucket(String arn, QueuedEvent event, FunctionState state, byte[] record) {
        var name = state.function().name();
        var now = clock.instant();
        var key = "aws/lambda/async/" + name + "/" + DAY.format(now) + TIME.format(now) + "-" + newSuffix();
        try {
            buckets.write(state.configuration().settable().roleArn(), name, Destinations.name(arn), key, record);
        } catch (AwsException refusal) {
            LOG.log(
                    WARNING,
                    "The record of event {0} could not be written to {1}: {2}",
                    event.id(),
                    arn,
                    refusal.getMessage());
        }
    }

    private static UUID newSuffix() {
        return UUID.fromString(InvokeRequest.newId());
    }

    private byte[] record(
            QueuedEvent event, FunctionState state, String condition, Optional<InvokeResult.Failed> last) {
        var json = Json.object().put("version", "1.0").put("timestamp", text(clock.instant()));
        json.putObject("requestContext")
                .put("requestId", event.id())
                .put("functionArn", state.arn() + ":" + FunctionReference.LATEST)
                .put("condition", condition)
                .put("approximateInvokeCount", event.attempts() + (last.isPresent() ? 1 : 0));
        json.set("requestPayload", Json.read(event.event().bytes()));
        last.ifPresent(failed -> {
            json.putObject("responseContext")
                    .put("statusCode", 200)
                    .put("executedVersion", FunctionReference.LATEST)
                    .put("functionError", "Unhandled");
            json.set("responsePayload", Json.readOrText(failed.payload().bytes()));
        });
        return Json.bytes(json);
    }

    private static String text(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
