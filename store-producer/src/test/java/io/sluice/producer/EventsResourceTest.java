package io.sluice.producer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sluice.lake.LocalLake;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LakeResource.class)
class EventsResourceTest {
    private static final String EVENT =
            "{\"request_id\": \"r1\", \"name\": \"Hag\", \"category\": \"Books\", \"store_id\": 7,"
                    + " \"evnt_time\": \"2026-11-21T09:30:00.000042\", \"evnt_type\": \"sales_event\", \"sales\": 10.25, \"sku\": 1,"
                    + " \"gift_wrap\": true, \"qty\": 2, \"priority_shipping\": false}";
    private static final String CSV = """
            request_id,name,category,store_id,evnt_time,evnt_type,sales,sku,gift_wrap,qty,priority_shipping
            r1,Hag,Books,7,2026-11-21T09:30:00,sales_event,10.25,1,true,2,false
            r2,Hag,Books,,2026-11-21T09:30:00,sales_event,10.25,1,true,2,false
            """;

    LocalLake lake;

    @Test
    void generatedEventsAreDurableAndToldAsTheSourceTellsThem() {
        String key = given().post("/events/generate?count=50&seed=7&shape=priced")
                .then()
                .statusCode(200)
                .body("message.status", is(true), "message.tot_msgs", is(50), "seed", is(7), "failures", hasSize(0))
                .body(
                        "message.keySet()",
                        contains("status", "tot_msgs", "bad_msgs", "sales_evnts", "inventory_evnts", "tot_sales"))
                .extract()
                .path("keys[0]");

        assertThat(exists(key)).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameStatistics() {
        String path = "/events/generate?count=20&seed=11&mode=object";
        Map<String, Object> first =
                given().post(path).then().statusCode(200).extract().path("message");
        Map<String, Object> second =
                given().post(path).then().statusCode(200).extract().path("message");

        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/ndjson", "application/jsonl"})
    void aWrongLineIsToldByItsNumber(String contentType) {
        upload(contentType, EVENT + "\n" + EVENT.replace("\"store_id\": 7, ", "") + "\n" + EVENT + "\n")
                .statusCode(207)
                .body("message.tot_msgs", is(2), "rejectedLines", is(1), "rejected[0].line", is(2))
                .body("rejected[0].reason", equalTo("store_id is missing"))
                .body("rejected[0].quarantine", startsWith("quarantine/dt="));
    }

    @Test
    void anArrayIsTakenElementByElement() {
        upload("application/json", "[\n" + EVENT + ",\n{\"half\": },\n" + EVENT + "]")
                .statusCode(207)
                .body("message.tot_msgs", is(2), "rejected.line", contains(3));
    }

    @Test
    void csvIsTakenRecordByRecord() {
        upload("text/csv", CSV)
                .statusCode(207)
                .body("message.tot_msgs", is(1), "rejected[0].line", is(3))
                .body("rejected[0].reason", equalTo("store_id is missing"));
    }

    @Test
    void aBadEventIsNoWrongLine() {
        upload(
                        "application/json",
                        "[" + EVENT.replace("\"store_id\": 7, ", "").replace("}", ", \"bad_msg\": true}") + "]")
                .statusCode(200)
                .body("message.tot_msgs", is(1), "message.bad_msgs", is(1));
    }

    @Test
    void nothingButWrongLinesIsUnprocessable() {
        upload("application/x-ndjson", "nope\n").statusCode(422).body("rejected[0].line", is(1));
    }

    @Test
    void anUploadLargerThanItsBuffersIsTaken() {
        upload("application/x-ndjson", (EVENT + "\n").repeat(20_000))
                .statusCode(200)
                .body("message.tot_msgs", is(20_000), "message.tot_sales", is(205_000.0f));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/events/generate?count=0, 400",
        "/events/generate?count=x, 404",
        "/events/generate?shape=round, 400",
        "/events/generate?mode=some, 400",
    })
    void whatCannotBeGeneratedIsRefused(String path, int status) {
        given().post(path).then().statusCode(status);
    }

    @Test
    void otherFormatsAreRefused() {
        upload("application/xml", "<event/>").statusCode(415);
        upload("text/csv", "request_id,shop\nr1,7\n")
                .statusCode(400)
                .body("error", containsString("unknown column 'shop'"));
    }

    @Test
    void statisticsCountWhatWasWrittenSinceTheStart() {
        int before = given().get("/events/statistics")
                .then()
                .statusCode(200)
                .extract()
                .path("message.tot_msgs");
        upload("application/x-ndjson", EVENT + "\nnope\n");

        given().get("/events/statistics")
                .then()
                .body("message.tot_msgs", is(before + 1), "rejectedLines", greaterThanOrEqualTo(1));
        given().get("/events/statistics/function")
                .then()
                .contentType(ContentType.JSON)
                .body("statusCode", is(200), "body", startsWith("{\"message\": {\"status\": true, \"tot_msgs\": "));
    }

    @Test
    void readyMeansThatStsKnowsTheCaller() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'caller identity' }.data.arn",
                        containsString("assumed-role/storeProducerRole/"));
    }

    @Test
    void theInterfaceDescribesItself() {
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .body("paths.'/events/generate'.post.responses.keySet()", contains("200", "400", "502", "503"));
    }

    private static ValidatableResponse upload(String contentType, String body) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(contentType, ContentType.TEXT)))
                .contentType(contentType)
                .body(body)
                .post("/events")
                .then();
    }

    private boolean exists(String key) {
        try (var administrator = LakeClients.administrator(lake)) {
            return administrator
                    .headObject(head -> head.bucket(lake.bucket()).key(key))
                    .sdkHttpResponse()
                    .isSuccessful();
        }
    }
}
