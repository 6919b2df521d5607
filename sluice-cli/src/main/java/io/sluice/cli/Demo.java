package io.sluice.cli;

import static io.sluice.cli.Story.Outcome.expect;
import static io.sluice.cli.Story.Outcome.good;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The whole system on this machine, and the story that shows what it does. Closing it ends what it started. */
final class Demo implements AutoCloseable {
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(60);
    private static final int BATCH = 1_000;

    private final Path home;
    private final Path logs;
    private final Ports ports;
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final JsonHttp http = new JsonHttp();
    private LocalLake lake;
    private ServiceProcess producer;
    private ServiceProcess sales;
    private long salesWritten;

    /** Where everything listens. */
    record Ports(int lake, int producer, int sales) {}

    Demo(Path home, Path logs, Ports ports) {
        this.home = home;
        this.logs = logs;
        this.ports = ports;
    }

    void tell(Story story, int events) throws InterruptedException {
        story.chapter("1. One lake, and a gate for each application");
        story.step("the lake starts, with the policies of the access catalogue", this::startLake);
        if (lake == null) {
            return;
        }
        story.step("the services start, each with the role of its own instance", this::startServices);
        story.chapter("2. Store events flow in, through an access point that allows writing and nothing else");
        story.step(events + " events are written", () -> write(story, events));
        story.chapter("3. The sales application reads its own, through its own access point");
        story.step("every sales event is counted once", this::counted);
        story.chapter("4. Everything else is refused, in AWS's own words");
        story.step("the sales application's walk-through", this::walkThrough);
        var refusals = new Refusals(lake);
        refusals.tell(story);
        story.chapter("5. And all of it is in the access log");
        story.step("refusals are there with what decided", () -> AccessLogStep.read(lake.accessLog()));
        addresses(story);
    }

    private Story.Outcome startLake() throws IOException {
        lake = LocalLake.builder()
                .port(ports.lake())
                .data(logs.resolve("lake"))
                .instanceRole("webAppClientRole")
                .start();
        running.push(lake::close);
        var text = new StringBuilder("bucket " + lake.bucket() + "\n");
        lake.accessPoints().forEach((name, alias) -> text.append("access point %-16s %s%n".formatted(name, alias)));
        lake.roleArns().forEach(arn -> text.append("role ").append(arn).append("\n"));
        return good(text.toString());
    }

    private Story.Outcome startServices() throws IOException, InterruptedException {
        producer = start(
                "store-producer",
                ports.producer(),
                Map.of(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                                lake.instanceMetadata("storeProducerRole").toString(),
                        "SLUICE_PRODUCER_BUCKET", lake.accessPointAlias("store-producer")));
        sales = start(
                "sales-consumer",
                ports.sales(),
                Map.of(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT", lake.endpoint().toString(),
                        "SLUICE_SALES_BUCKET", lake.accessPointAlias("ec2-consumer"),
                        "SLUICE_SALES_LAKE_BUCKET", lake.bucket(),
                        "SLUICE_SALES_DATA", logs.resolve("sales").toString()));
        producer.awaitReady();
        sales.awaitReady();
        return good("store-producer " + producer.address() + "\nsales-consumer " + sales.address());
    }

    private ServiceProcess start(String name, int port, Map<String, String> environment) throws IOException {
        var all = new HashMap<>(environment);
        all.put("AWS_REGION", lake.region());
        all.put("AWS_ENDPOINT_URL", lake.endpoint().toString());
        all.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        var service = ServiceProcess.start(home, name, port, logs, all);
        running.push(service::close);
        return service;
    }

    private Story.Outcome write(Story story, int events) throws IOException, InterruptedException {
        long written = 0;
        long objects = 0;
        long failed = 0;
        for (int done = 0; done < events; done += BATCH) {
            int count = Math.min(BATCH, events - done);
            var receipt = http.post(producer.address().resolve("/events/generate?count=" + count));
            written += receipt.at("/message/tot_msgs").asLong();
            salesWritten += receipt.at("/message/sales_evnts").asLong();
            objects += receipt.path("objects").asLong();
            failed += receipt.path("failedEvents").asLong();
            story.line("       " + (done + count) + " of " + events);
        }
        return expect(
                written == events && failed == 0,
                "%d events in %d objects, %d of them sales; %d failed"
                        .formatted(written, objects, salesWritten, failed));
    }

    private Story.Outcome counted() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + COUNTED_WITHIN.toNanos();
        JsonNode summary;
        do {
            summary = http.get(sales.address().resolve("/sales/summary"));
            if (seen(summary) >= salesWritten) {
                break;
            }
            Thread.sleep(200);
        } while (System.nanoTime() < deadline);
        return expect(
                seen(summary) == salesWritten && salesWritten > 0,
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
        var report = http.post(sales.address().resolve("/sales/walk-through"));
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

    private void addresses(Story story) {
        story.chapter("Addresses");
        story.line("lake            " + lake.endpoint());
        story.line("store-producer  " + producer.address() + "/q/swagger-ui");
        story.line("sales-consumer  " + sales.address() + "/");
        story.line("access log      " + lake.accessLog());
        story.line("administrator   export AWS_ENDPOINT_URL=" + lake.endpoint() + " AWS_REGION=" + lake.region()
                + " AWS_ACCESS_KEY_ID=" + lake.administrator().accessKeyId() + " AWS_SECRET_ACCESS_KEY="
                + lake.administrator().secretAccessKey());
    }

    /** The last started ends first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().run();
        }
    }
}
