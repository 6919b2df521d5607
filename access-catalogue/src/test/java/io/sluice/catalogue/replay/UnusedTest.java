package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Permission;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Used, not used, and what no log can tell, on the demo's catalogue. */
class UnusedTest {
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final String LAKE = ",\"sluice\":{\"decision\":\"Allowed\"}";
    private static final String READ =
            Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/a.json", "");
    private static final String LATER = READ.replace("2026-03-01", "2026-06-09");

    private static Unused.State state(String log, String who, String what, Permission permission) {
        return Logs.replay(Catalogue.demo(), log).used(QUARTER).stream()
                .filter(row -> row.who().equals(who) && row.what().equals(what) && row.permission() == permission)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static String lake(String log) {
        return log.replace("]}\n", "]" + LAKE + "}\n");
    }

    @Test
    void tellsWhenAPermissionWasUsedLast() {
        assertThat(state(lake(READ + LATER), "sales-consumer", "sales-events", Permission.READ))
                .isEqualTo(new Unused.State.Used(2, Instant.parse("2026-06-09T10:00:00Z")));
    }

    @Test
    void callsUnusedWhatALongLogOfTheLakeDoesNotHave() {
        assertThat(state(lake(READ + LATER), "sales-consumer", "sales-events", Permission.WRITE))
                .isEqualTo(new Unused.State.NotUsed(Duration.ofDays(100)));
        assertThat(state(lake(READ + LATER), "ShopFast-Sales", "s3://" + Logs.SHOP + "/users*", Permission.READ))
                .isEqualTo(new Unused.State.NotUsed(Duration.ofDays(100)));
    }

    @Test
    void callsNothingUnusedInAShortLog() {
        assertThat(state(lake(READ), "sales-consumer", "sales-events", Permission.WRITE))
                .isEqualTo(new Unused.State.NotObservable("the logs cover 0 minutes, not 90 days"));
    }

    @Test
    void doesNotTakeATrailToRecordWhatItWasNotSeenToRecord() {
        assertThat(state(READ + LATER, "sales-consumer", "sales-events", Permission.WRITE))
                .isInstanceOf(Unused.State.NotObservable.class);
        assertThat(state(READ + LATER, "ShopFast-Sales", "s3://" + Logs.SHOP + "/users*", Permission.READ))
                .isInstanceOf(Unused.State.NotObservable.class);
        var producer = Logs.trail("storeProducerRole/s-1", "store-producer", "PutObject", "sales_event/b.json", "");
        assertThat(state(READ + producer + LATER, "sales-consumer", "sales-events", Permission.WRITE))
                .isInstanceOf(Unused.State.NotUsed.class);
    }

    @Test
    void refusedRequestUsesNothing() {
        var refused = READ.replace("]}\n", "],\"errorCode\":\"AccessDenied\"}\n");

        assertThat(state(
                        lake(LATER.replace("GetObject", "PutObject")) + refused,
                        "sales-consumer",
                        "sales-events",
                        Permission.READ))
                .isNotInstanceOf(Unused.State.Used.class);
    }

    @Test
    void whatWasReadForAViewUsesNoPermissionOfItsOwn() {
        var through =
                READ.replace("\"accessKeyId\"", "\"invokedBy\":\"s3-object-lambda.amazonaws.com\",\"accessKeyId\"");

        assertThat(state(
                        lake(through + LATER.replace("GetObject", "PutObject")),
                        "sales-consumer",
                        "sales-events",
                        Permission.READ))
                .isInstanceOf(Unused.State.NotUsed.class);
    }
}
