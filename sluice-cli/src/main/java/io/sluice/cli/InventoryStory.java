package io.sluice.cli;

import static io.sluice.cli.Story.Outcome.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The inventory function, which gets every event without its price: by two doors, and by no other way. */
final class InventoryStory {
    private static final String FUNCTION = "inventory-consumer";
    private static final String ROLE = "inventoryConsumerRole";
    private static final String REPORT = "inventory_event/_reports/inventory.json";
    private static final long COUNTED_WITHIN = TimeUnit.SECONDS.toNanos(120);

    private final ObjectMapper json = new ObjectMapper();
    private final Clients clients;
    private final SignedHttp http;

    InventoryStory(Clients clients) {
        this.clients = clients;
        this.http = new SignedHttp(clients.lake().region());
    }

    void tell(Story story, long written) throws InterruptedException {
        story.step("one event, as it lies in the lake and as inventory gets it by each door", this::sideBySide);
        story.step("the raw event is refused to it", this::rawIsRefused);
        story.step("every inventory event is counted once, without prices", () -> counted(written));
        story.step("the function's own walk-through", this::demonstrate);
    }

    private Story.Outcome sideBySide() throws IOException {
        var key = anEvent();
        var raw = firstEvent(object(clients.administrator(), clients.lake().bucket(), key));
        var objectLambda = firstEvent(object(clients.role(ROLE), shield(), key));
        var view = http.get(functionUrl(), "/views/data-shield/" + key, clients.session(ROLE));
        var byHttp = firstEvent(view);
        var removed = missing(raw, objectLambda);
        return expect(removed.containsAll(List.of("price", "discount")) && objectLambda.equals(byHttp), """
                as stored                %s
                by S3 Object Lambda      %s
                by HTTP, function URL    %s
                removed                  %s""".formatted(
                        raw, objectLambda, byHttp, String.join(", ", removed)));
    }

    private Story.Outcome rawIsRefused() throws IOException {
        var key = anEvent();
        try {
            object(clients.role(ROLE), clients.lake().accessPointAlias("lambda-consumer"), key);
            return expect(false, "S3 allowed it");
        } catch (S3Exception refusal) {
            return expect(
                    refusal.awsErrorDetails().errorCode().equals("AccessDenied"),
                    refusal.awsErrorDetails().errorMessage());
        }
    }

    /** Notifications bring the events to the function; what nobody announced yet, its sweep finds. */
    private Story.Outcome counted(long written) throws IOException {
        var deadline = System.nanoTime() + COUNTED_WITHIN;
        JsonNode report;
        do {
            var answer = invoke("{}");
            if (answer.has("errorMessage")) {
                return expect(false, answer.toString());
            }
            report = report();
        } while (report.at("/totals/events").asLong() < written && System.nanoTime() < deadline);
        var totals = report.path("totals");
        return expect(
                totals.path("events").asLong() == written,
                "%d events in %d objects, %d of them without a store%n%d orders to dispatch, %d SKUs to restock; %s"
                        .formatted(
                                totals.path("events").asLong(),
                                totals.path("objects").asLong(),
                                totals.path("badEvents").asLong(),
                                report.path("ordersInAll").asLong(),
                                report.path("restockInAll").asLong(),
                                REPORT));
    }

    private Story.Outcome demonstrate() throws IOException {
        var answer = invoke("{\"demonstrate\": true}");
        var text = new StringBuilder();
        for (var write : answer.path("writes")) {
            text.append("%s %s %s%n"
                    .formatted(
                            write.path("status").asText(),
                            write.path("key").asText(),
                            write.path("code").asText()));
        }
        return expect(
                answer.path("holds").asBoolean() && answer.path("refused").asInt() > 0,
                "%s%s written, %s refused".formatted(text, answer.path("written"), answer.path("refused")));
    }

    private JsonNode invoke(String event) throws IOException {
        try (var lambda = clients.lambda(clients.administrator())) {
            var answer = lambda.invoke(r -> r.functionName(FUNCTION).payload(SdkBytes.fromUtf8String(event)));
            return json.readTree(answer.payload().asByteArray());
        }
    }

    private JsonNode report() throws IOException {
        return json.readTree(object(clients.administrator(), clients.lake().bucket(), REPORT));
    }

    private String anEvent() {
        try (var s3 = clients.s3(clients.role(ROLE))) {
            var bucket = clients.lake().accessPointAlias("lambda-consumer");
            return s3.listObjectsV2(
                            r -> r.bucket(bucket).prefix("inventory_event/dt=").maxKeys(1))
                    .contents()
                    .getFirst()
                    .key();
        }
    }

    private byte[] object(AwsCredentialsProvider who, String bucket, String key) {
        try (var s3 = clients.s3(who)) {
            return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
        }
    }

    private String shield() {
        return clients.lake().objectLambdaAlias("data-shield");
    }

    private String functionUrl() {
        try (var lambda = clients.lambda(clients.administrator())) {
            return lambda.getFunctionUrlConfig(r -> r.functionName("redaction-http"))
                    .functionUrl();
        }
    }

    /** Of an object that the producer wrote: compressed lines of JSON. */
    private JsonNode firstEvent(byte[] object) throws IOException {
        try (var lines = new ZstdInputStream(new ByteArrayInputStream(object))) {
            return json.readTree(lines);
        }
    }

    private static List<String> missing(JsonNode whole, JsonNode part) {
        var names = new ArrayList<String>();
        whole.fieldNames().forEachRemaining(name -> {
            if (!part.has(name)) {
                names.add(name);
            }
        });
        return names;
    }
}
