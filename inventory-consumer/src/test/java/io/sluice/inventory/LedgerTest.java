package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Bounds BOUNDS = new Bounds(3, 4, 2, 3, 3, 100);
    private final Ledger ledger = new Ledger(BOUNDS);

    @Test
    void salesLowerTheStockAndReturnsRaiseIt() {
        count("k1", Events.redacted("a", 5, 7, 10, ""), Events.returned("b", 5, 7, 4), Events.returned("c", 5, 8, 1));

        assertThat(ledger.stock)
                .containsEntry(new Shelf("5", 7), new Movement(10, 4))
                .containsEntry(new Shelf("5", 8), new Movement(0, 1));
        assertThat(ledger.stock.get(new Shelf("5", 7)).change()).isEqualTo(-6);
    }

    @Test
    void anObjectCountsOnceWhateverNamesIt() {
        Delta delta = delta(new ObjectId("k1", "v1", "e1"), Events.redacted("a", 5, 7, 10, ""));
        ledger.count(delta);

        assertThat(ledger.count(delta)).isEqualTo(Ledger.Counted.NOTHING);
        assertThat(ledger.standing(new ObjectId("k1", "", "e1"))).isEqualTo(Ledger.Standing.COUNTED);
        assertThat(ledger.standing(new ObjectId("k1", "v1", ""))).isEqualTo(Ledger.Standing.COUNTED);
        assertThat(ledger.standing(new ObjectId("k1", "v2", "e1"))).isEqualTo(Ledger.Standing.NEW);
        assertThat(ledger.standing(new ObjectId("k1", "", "e2"))).isEqualTo(Ledger.Standing.NEW);
        assertThat(ledger.standing(new ObjectId("k", "v1", "e1"))).isEqualTo(Ledger.Standing.NEW);
    }

    @Test
    void anEventWrittenTwiceCountsOnce() {
        count("k1", Events.redacted("a", 5, 7, 10, ""));

        var second = count("k2", Events.redacted("a", 5, 7, 10, ""));

        assertThat(second.totals().duplicates()).isEqualTo(1);
        assertThat(ledger.stock).containsEntry(new Shelf("5", 7), new Movement(10, 0));
    }

    @Test
    void ordersWithPriorityComeFirst() {
        count("k1", Events.redacted("a", 5, 7, 1, ""), Events.priority("z"), Events.returned("r", 5, 7, 1));

        assertThat(ledger.orders).extracting(Order::requestId).containsExactly("z", "a");
        assertThat(ledger.dispatched(List.of("z", "unknown"))).isEqualTo(1);
        assertThat(ledger.orders).extracting(Order::requestId).containsExactly("a");
    }

    @Test
    void anEventWithoutAStoreMovesNothing() {
        var counted = count("k1", Events.bad("a"));

        assertThat(counted.statistics().badMsgs()).isEqualTo(1);
        assertThat(ledger.stock).isEmpty();
        assertThat(ledger.orders).isEmpty();
    }

    @Test
    void anotherKindOfEventIsAFault() {
        var counted = count("k1", Events.redacted("a", 5, 7, 1, "").replace("\"inventory_event\"", "\"sales_event\""));

        assertThat(counted.faults()).hasSize(1);
        assertThat(ledger.stock).isEmpty();
    }

    @Test
    void whatIsForgottenIsNeverCountedAgain() {
        for (int i = 1; i <= 6; i++) {
            count("k" + i, Events.redacted("r" + i, i % 2, 7, 1, ""));
        }

        assertThat(ledger.objects).hasSize(4);
        assertThat(ledger.horizon).isEqualTo("k2");
        assertThat(ledger.standing(new ObjectId("k1", "", "e"))).isEqualTo(Ledger.Standing.BEHIND_THE_HORIZON);
        assertThat(ledger.standing(new ObjectId("k20", "", "e"))).isEqualTo(Ledger.Standing.NEW);
    }

    @Test
    void whatCouldNotBeReadMayComeLaterThanTheHorizon() {
        ObjectId broken = new ObjectId("k0", "", "e0");
        ledger.failed(broken, "403 AccessDenied", true);
        for (int i = 1; i <= 6; i++) {
            count("k" + i, Events.redacted("r" + i, i % 2, 7, 1, ""));
        }

        assertThat(ledger.due()).containsExactly(broken);
        assertThat(ledger.standing(broken)).isEqualTo(Ledger.Standing.NEW);
        ledger.count(delta(broken, Events.redacted("r0", 1, 7, 1, "")));
        assertThat(ledger.due()).isEmpty();
    }

    @Test
    void whatFailsTooOftenIsLeftAlone() {
        ObjectId broken = new ObjectId("k0", "", "e0");
        for (int i = 0; i < 3; i++) {
            assertThat(ledger.standing(broken)).isEqualTo(Ledger.Standing.NEW);
            ledger.failed(broken, "broken", true);
        }

        assertThat(ledger.due()).isEmpty();
        assertThat(ledger.pending.get(broken).attempts()).isEqualTo(3);
    }

    @Test
    void theTotalsOfAStoreStayRightWithoutRoomForItsSkus() {
        for (int sku = 1; sku <= 5; sku++) {
            count("k" + sku, Events.redacted("r" + sku, sku, 7, 10, ""));
        }

        assertThat(ledger.stock).hasSize(3);
        assertThat(ledger.byStore()).containsEntry(7L, new Movement(50, 0));
        assertThat(ledger.orders).hasSize(3);
        assertThat(ledger.totals.ordersDropped()).isEqualTo(2);
    }

    @Test
    void theOldestOrderWithoutPriorityMakesRoom() {
        count("k1", Events.priority("p1"), Events.redacted("a", 1, 7, 1, ""), Events.priority("p2"));
        count("k2", Events.priority("p3"));

        assertThat(ledger.orders).extracting(Order::requestId).containsExactly("p1", "p2", "p3");
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        count("k1", Events.priority("a"), Events.returned("b", 2, 3, 4), "{");
        ledger.failed(new ObjectId("k2", "v", "e"), "403 AccessDenied: no", true);
        ledger.generation = 8;
        byte[] written = LedgerCodec.encode(ledger);

        Ledger read = LedgerCodec.decode(written, BOUNDS);

        assertThat(LedgerCodec.encode(read)).isEqualTo(written);
        assertThat(read.totals).isEqualTo(ledger.totals);
        assertThat(read.count(delta(new ObjectId("k9", "", "e"), Events.priority("a")))
                        .totals()
                        .duplicates())
                .isEqualTo(1);
    }

    @Test
    void isNotReadWhereAViewHasTouchedIt() {
        count("k1", Events.redacted("a", 5, 7, 10, ""));
        String written = new String(LedgerCodec.encode(ledger), StandardCharsets.UTF_8);
        byte[] touched = written.replace("[\"5\",7,10,0]", "[\"5\",7,0,0]").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> LedgerCodec.decode(touched, BOUNDS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not as it was written");
    }

    private Ledger.Counted count(String key, String... lines) {
        return ledger.count(delta(new ObjectId(key, "", "etag of " + key), lines));
    }

    private static Delta delta(ObjectId object, String... lines) {
        return new Delta(
                object,
                Arrays.stream(lines)
                        .map(line -> StockEventReader.line(line.getBytes(StandardCharsets.UTF_8), 1))
                        .toList());
    }
}
