package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

/** The smallest catalogue for an application, read back and put to the log that it comes from. */
class SuggestionTest {
    private static final String DENIED = ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Access Denied\"";

    private static String ask(String operation, String key, String more) {
        return Logs.trail("webAppClientRole/s-1", "ec2-consumer", operation, key, more);
    }

    private static Suggestion suggestion(String log) {
        return Logs.read(Replay.suggesting(Catalogue.demo(), "sales-consumer"), log)
                .suggestion()
                .orElseThrow();
    }

    private static Catalogue read(Suggestion suggestion) {
        return Catalogue.parse("suggested.yaml", suggestion.yaml());
    }

    @Test
    void allowsWhatWasUsedAndNothingElse() {
        var log = ask("GetObject", "sales_event/dt=2026_03_01/a.json", "")
                + ask("GetObject", "sales_event/dt=2026_03_02/a.json", "")
                + Logs.list("webAppClientRole/s-1", "ec2-consumer", "sales_event/dt=", "")
                + ask("GetObject", "inventory_event/a.json", DENIED);
        var suggested = suggestion(log);

        var again = Logs.report(read(suggested), log);
        var beyond = Logs.report(
                read(suggested),
                ask("PutObject", "sales_event/dt=2026_03_01/b.json", "")
                        + ask("DeleteObject", "sales_event/dt=2026_03_01/b.json", "")
                        + ask("GetObject", "quarantine/a.json", ""));

        assertThat(suggested.yaml())
                .contains("prefix: \"sales_event/\"")
                .contains("sales-events: [read, list]")
                .doesNotContain("inventory");
        assertThat(again.isSame()).isTrue();
        assertThat(again.stillAllowed()).isEqualTo(3);
        assertThat(again.stillRefused()).isEqualTo(1);
        assertThat(beyond.stillAllowed()).isZero();
        assertThat(beyond.refused()).hasSize(3);
    }

    @Test
    void cutsDataSetsWhereOnlyAPartIsUsed() {
        var log = ask("GetObject", "sales_event/eu/dt=2026_03_01/a.json", "")
                + ask("PutObject", "sales_event/2nd-try/x/a.json", "");
        var suggested = suggestion(log);

        var again = Logs.report(read(suggested), log);
        var beside = Logs.report(
                read(suggested),
                ask("GetObject", "sales_event/us/a.json", "")
                        + ask("GetObject", "sales_event/eu-archive/a.json", "")
                        + ask("PutObject", "sales_event/eu/a.json", ""));

        assertThat(suggested.yaml())
                .contains("name: sales-events-eu")
                .contains("name: sales-events-n2nd-try-x")
                .contains("owner: \"sales\"");
        assertThat(again.stillAllowed()).isEqualTo(2);
        assertThat(beside.refused()).hasSize(3);
    }

    @Test
    void joinsAFolderWithThoseInIt() {
        var suggested = suggestion(ask("GetObject", "sales_event/a", "") + ask("PutObject", "sales_event/eu/a", ""));

        assertThat(suggested.dataSets()).hasSize(1);
        assertThat(suggested.yaml()).contains("sales-events: [read, write]");
    }

    @Test
    void tellsWhatNoDataSetCanGive() {
        var suggested = suggestion(ask("GetObject", "sales_event/a", "") + ask("GetObject", "at-the-top", ""));

        assertThat(suggested.notGiven()).containsExactly("read of the bucket itself, outside of any folder");
        assertThat(suggested.yaml()).startsWith("# Used, and not given here");
        assertThat(Logs.report(read(suggested), ask("GetObject", "at-the-top", ""))
                        .refused())
                .hasSize(1);
    }

    @Test
    void refusesAnApplicationThatIsNotThere() {
        assertThatThrownBy(() -> Replay.suggesting(Catalogue.demo(), "sales"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has store-producer, sales-consumer");
    }
}
