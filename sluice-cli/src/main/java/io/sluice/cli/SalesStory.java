package io.sluice.cli;

import static io.sluice.cli.Story.Outcome.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The sales application, which reads its own through its own access point. */
final class SalesStory {
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(60);

    private final URI sales;
    private final JsonHttp http;

    SalesStory(URI sales, JsonHttp http) {
        this.sales = sales;
        this.http = http;
    }

    void tell(Story story, long written) throws InterruptedException {
        story.step("every sales event is counted once", () -> counted(written));
        story.step("the sales application's walk-through", this::walkThrough);
    }

    private Story.Outcome counted(long written) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + COUNTED_WITHIN.toNanos();
        JsonNode summary;
        do {
            summary = http.get(sales.resolve("/sales/summary"));
            if (seen(summary) >= written) {
                break;
            }
            Thread.sleep(200);
        } while (System.nanoTime() < deadline);
        return expect(
                seen(summary) == written && written > 0,
                "%d counted, %d without a store set aside%nrevenue %s, returns %s, net %s, %d units"
                        .formatted(
                                summary.path("events").asLong(),
                                summary.path("badEvents").asLong(),
                                summary.path("revenue").asText(),
                                summary.path("returns").asText(),
                                summary.path("net").asText(),
                                summary.path("units").asLong()));
    }

    private static long seen(JsonNode summary) {
        return summary.path("events").asLong() + summary.path("badEvents").asLong();
    }

    private Story.Outcome walkThrough() throws IOException, InterruptedException {
        var report = http.post(sales.resolve("/sales/walk-through"));
        var text = new StringBuilder();
        for (var step : report.path("steps")) {
            text.append("%-34s %s %s%n"
                    .formatted(
                            step.path("step").asText(),
                            step.path("status").asInt() == 0
                                    ? "   "
                                    : step.path("status").asText(),
                            step.path("code").asText()));
        }
        return expect(report.path("holds").asBoolean() && !report.path("steps").isEmpty(), text.toString());
    }
}
