package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

@QuarkusTest
@QuarkusTestResource(LakeResource.class)
class InventoryHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    LocalLake lake;

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
    int port;

    @Test
    void aNotificationIsAnsweredInTheShapeOfTheSource() throws Exception {
        String key = "inventory_event/dt=2026_11_21/1795262400000001.json";
        try (var administrator = LakeClients.administrator(lake)) {
            administrator.putObject(
                    put -> put.bucket(lake.bucket()).key(key), RequestBody.fromString(Events.priced("a", "12.5")));
        }

        JsonNode answer = invoke("{\"Records\": [{\"eventSource\": \"aws:s3\", \"eventName\": \"ObjectCreated:Put\","
                + " \"s3\": {\"object\": {\"key\": \"" + key.replace("=", "%3D") + "\"}}}]}");

        assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.get("body").asText())
                .isEqualTo("{\"message\": {\"status\": true, \"tot_msgs\": 1, \"bad_msgs\": 0, \"sales_evnts\": 0,"
                        + " \"inventory_evnts\": 1, \"tot_sales\": 12.5}}");
        assertThat(answer.get("counted").asInt()).isEqualTo(1);
    }

    @Test
    void theDemonstrationIsRefusedBelowTheOtherPrefixOnly() throws Exception {
        JsonNode answer = invoke("{\"demonstrate\": true}");

        assertThat(answer.get("holds").asBoolean()).isTrue();
        assertThat(answer.get("written").asInt()).isPositive();
        assertThat(answer.get("refused").asInt()).isPositive();
        for (JsonNode write : answer.get("writes")) {
            boolean own = write.get("key").asText().startsWith("inventory_event/");
            assertThat(write.get("status").asInt()).isEqualTo(own ? 200 : 403);
            assertThat(write.path("code").asText()).isEqualTo(own ? "" : "AccessDenied");
        }
        JsonNode statistics = JSON.readTree(answer.get("body").asText()).get("message");
        assertThat(statistics.get("tot_msgs").asInt())
                .isEqualTo(answer.get("written").asInt());
        assertThat(statistics.get("sales_evnts").asInt()).isZero();
    }

    @Test
    void anOrderThatLeftIsOffTheList() throws Exception {
        assertThat(invoke("{\"dispatched\": [\"nobody\"]}").get("dispatched").asInt())
                .isZero();
    }

    private JsonNode invoke(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        }
    }
}
