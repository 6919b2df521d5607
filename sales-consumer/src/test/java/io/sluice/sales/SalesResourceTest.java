package io.sluice.sales;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sluice.lake.LocalLake;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

@QuarkusTest
@QuarkusTestResource(LakeResource.class)
class SalesResourceTest {
    private static final String KEY = "sales_event/dt=2026_11_21/1795262400000000.ndjson";

    LocalLake lake;

    @Inject
    Follower follower;

    @BeforeEach
    void someSales() {
        put(
                KEY,
                String.join(
                        "\n",
                        Events.sale("a"),
                        Events.sale("b"),
                        Events.returned("c"),
                        Events.bad("d"),
                        "{<b>half</b>"));
        follower.look();
    }

    @Test
    void theSummaryTellsWhatWasSold() {
        given().get("/sales/summary")
                .then()
                .statusCode(200)
                .body("events", is(3), "revenue", is(20.5f), "returns", is(4.1f), "net", is(16.4f))
                .body("units", is(4), "returnedUnits", is(2), "badEvents", is(1), "unreadableLines", is(1))
                .body("byCategory.of", contains("Books"), "byStore.of", contains("7"))
                .body("byHour.of", contains("2026-11-21T09:00"), "byHour[0].revenue", is(20.5f));
    }

    @Test
    void eventsAreToldPageByPage() {
        int next = given().get("/sales/events?limit=3")
                .then()
                .body("events.event.request_id", contains("d", "c", "b"))
                .extract()
                .path("next");

        given().get("/sales/events?limit=3&before=" + next)
                .then()
                .body("events.event.request_id", contains("a"), "$", not(hasItem("next")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "before=0"})
    void pagesThatCannotBeAreRefused(String query) {
        given().get("/sales/events?" + query).then().statusCode(400);
    }

    @Test
    void theWalkThroughIsAnsweredByTheLakeAsItHasToBe() {
        given().get("/sales/walk-through")
                .then()
                .statusCode(200)
                .body("holds", is(true), "steps", hasSize(8))
                .body("steps.find { it.key == 'kon.json' && it.status == 403 }.message", containsString("s3:PutObject"))
                .body(
                        "steps.findAll { it.status == 200 }.key",
                        equalTo(List.of("sales_event/kon.json", "sales_event/kon.json")));
        given().post("/sales/walk-through").then().body("holds", is(true));
    }

    @Test
    void whatCouldNotBeCountedIsTold() {
        given().get("/sales/problems")
                .then()
                .body("unreadableLines", hasItem(containsString(KEY + " line 5: not JSON")))
                .body("refusals", hasSize(0));
    }

    @Test
    void thePageNeedsNoScriptAndEscapesWhatItShows() {
        String page = given().accept(ContentType.HTML)
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();

        assertThat(page)
                .contains("<h1>Sales</h1>", "<dd>20.50</dd>", "role=\"img\"", "<caption>", "lang=\"en\"")
                .doesNotContain("<script", "style=", "onclick", "<b>half");
        given().get("/sales.css").then().statusCode(200);
    }

    @Test
    void thePageWalksThroughToo() {
        given().post("/walk-through")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Everything was as it has to be."));
    }

    @Test
    void readyMeansThatTheLakeAnswers() {
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private void put(String key, String body) {
        try (var administrator = LakeClients.administrator(lake)) {
            administrator.putObject(put -> put.bucket(lake.bucket()).key(key), RequestBody.fromString(body));
        }
    }
}
