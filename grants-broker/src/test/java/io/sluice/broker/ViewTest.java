package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that is seen through a redacted view: read through its door, and in no other way. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ViewTest {
    private static final String VIEW = "/access/view-data-shield";

    Door door;

    @TestHTTPResource
    URI broker;

    @AfterEach
    void openAgain() {
        door.answering(200);
    }

    private Visitor visitor(String user) {
        return new Visitor(broker.toString()).signIn(user);
    }

    @Test
    void theListSaysWhatIsRedactedAndOffersNoCredentials() {
        String page = visitor("sam.sales").get("/").body();

        assertThat(page)
                .contains("inventory-events", "Redacted", "price removed", "discount removed", VIEW + "/browse")
                .doesNotContain("href=\"" + VIEW + "\"");
    }

    @Test
    void credentialsForAViewAreRefused() {
        Visitor sam = visitor("sam.sales");
        Visitor.Answer answer =
                sam.post(VIEW, Map.of("csrf", sam.get("/").csrf(), "permission", "READ", "minutes", "60"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("redacted view").doesNotContain("AWS_ACCESS_KEY_ID");
    }

    @Test
    void anObjectIsShownAsTheViewShowsItWithABanner() {
        Visitor sam = visitor("sam.sales");

        assertThat(sam.get(VIEW + "/browse").body()).contains("dt=2026_11_21/");
        assertThat(sam.get(VIEW + "/browse?in=inventory_event%2Fdt%3D2026_11_21%2F")
                        .body())
                .contains("1.json");
        assertThat(sam.get(VIEW + "/object?key=inventory_event%2Fdt%3D2026_11_21%2F1.json")
                        .body())
                .contains("Fields were removed", "&quot;qty&quot; : 3")
                .doesNotContain("Versions");
        assertThat(sam.get(VIEW + "/download?key=inventory_event%2Fdt%3D2026_11_21%2F1.json")
                        .body())
                .contains("\"qty\":3");
    }

    @Test
    void aDepartmentWithoutTheViewHasNone() {
        Visitor cleo = visitor("cleo.support");

        assertThat(cleo.get("/").body()).doesNotContain("inventory-events");
        assertThat(cleo.get(VIEW + "/browse").status()).isEqualTo(404);
        assertThat(cleo.get(VIEW + "/object?key=inventory_event%2Fdt%3D2026_11_21%2F1.json")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"401, 403", "403, 403", "404, 404", "500, 503", "503, 503"})
    void whatTheDoorRefusesIsNotReadInAnotherWay(int said, int told) {
        door.answering(said);
        Visitor sam = visitor("sam.sales");

        assertThat(sam.get(VIEW + "/browse").status()).isEqualTo(told);
        assertThat(sam.get(VIEW + "/object?key=inventory_event%2Fdt%3D2026_11_21%2F1.json")
                        .status())
                .isEqualTo(told);
    }

    @Test
    void keysOutsideTheViewAreNotAskedFor() {
        assertThat(visitor("sam.sales")
                        .get(VIEW + "/object?key=sales_event%2Fx")
                        .status())
                .isEqualTo(400);
    }
}
