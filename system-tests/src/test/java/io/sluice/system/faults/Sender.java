package io.sluice.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.events.EventCodec;
import io.sluice.events.EventGenerator;
import io.sluice.events.EventType;
import io.sluice.events.Shape;
import io.sluice.events.StoreEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A till: makes up events, sends them to the producer, and sends again under their own ids what was not acknowledged, until all are. So
 * what was made up is what must be counted, once. For one thread.
 */
final class Sender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI events;
    private final EventGenerator generator;
    private final Map<EventType, Tally> sent = new EnumMap<>(EventType.class);
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    Sender(HttpClient http, URI producer, long seed) {
        this.http = http;
        events = producer.resolve("/events");
        generator = new EventGenerator(new SplittableRandom(seed), Clock.systemUTC(), Shape.PRICED);
    }

    /** Returns when every one of these many new events was acknowledged. */
    void send(int count) throws InterruptedException {
        var lines = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            var event = generator.next();
            lines.add(EventCodec.encode(event));
            add(event);
        }
        List<byte[]> left = post(lines);
        while (!left.isEmpty()) {
            repeated.addAndGet(left.size());
            Thread.sleep(200);
            left = post(left);
        }
        acknowledged.addAndGet(count);
    }

    /** How many events were acknowledged in calls that have returned. */
    long acknowledged() {
        return acknowledged.get();
    }

    private synchronized void add(StoreEvent event) {
        sent.merge(event.type(), Tally.NONE.plus(event), (before, _) -> before.plus(event));
    }

    /** All that was ever sent of a type. */
    synchronized Tally sent(EventType type) {
        return sent.getOrDefault(type, Tally.NONE);
    }

    /** How many events had to be sent again. */
    long repeated() {
        return repeated.get();
    }

    /** What of the lines was not acknowledged. */
    private List<byte[]> post(List<byte[]> lines) throws InterruptedException {
        var body = new ByteArrayOutputStream();
        for (var line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
        var request = HttpRequest.newBuilder(events)
                .header("Content-Type", "application/x-ndjson")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> List.of();
                case 502 -> failed(JSON.readTree(answer.body()), lines);
                default -> lines;
            };
        } catch (IOException unknown) {
            return lines;
        }
    }

    private static List<byte[]> failed(JsonNode receipt, List<byte[]> lines) {
        var failed = new ArrayList<byte[]>();
        for (var failure : receipt.path("failures")) {
            for (var range : failure.path("lines").asText().split(",", -1)) {
                int dash = range.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                int last = Integer.parseInt(range.substring(dash + 1));
                failed.addAll(lines.subList(first - 1, last));
            }
        }
        Optional.of(receipt.path("stoppedAtLine"))
                .filter(JsonNode::isNumber)
                .ifPresent(line -> failed.addAll(lines.subList(line.asInt(), lines.size())));
        return failed;
    }
}
