package io.sluice.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockEventReaderTest {

    @Test
    void anEventWithoutMoneyIsAnEvent() {
        StockEvent event = Events.event(Events.redacted("a", 18_981, 7, 3, ""));

        assertThat(event.amount()).isZero();
        assertThat(event.sku()).isEqualTo("18981");
        assertThat(event.store()).hasValue(7);
        assertThat(event.qty()).isEqualTo(3);
    }

    @Test
    void moneyIsTakenWhereItIsThere() {
        assertThat(Events.event(Events.priced("a", "12.5")).amount()).isEqualByComparingTo(new BigDecimal("12.5"));
    }

    @Test
    void aPseudonymIsASkuToo() {
        String hashed = Events.redacted("a", 5, 7, 3, "").replace("\"sku\": 5", "\"sku\": \"c2Vj\"");

        assertThat(Events.event(hashed).sku()).isEqualTo("c2Vj");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "\"12\"", "null", "{\"of\": 1}"})
    void moneyThatIsNoAmountCountsAsNone(String price) {
        assertThat(Events.event(Events.priced("a", price)).amount()).isZero();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "'\"qty\": 2', '\"qty\": 2.5', qty",
        "'\"qty\": 2', '\"qty\": 0', qty",
        "'\"qty\": 2', '\"qty\": 3000000000', qty",
        "'\"qty\": 2', '\"qty\": 1e400', qty",
        "'\"sku\": 1', '\"sku\": null', sku",
        "'\"store_id\": 7', '\"shop\": 7', store_id",
        "'\"request_id\": \"a\"', '\"request_id\": 5', request_id",
        "'\"qty\": 2', '\"qty\": 2, \"qty\": 3', twice",
        "'}', '', not JSON",
        "'}', '} {}', follows",
    })
    void whatIsNoEventIsNamed(String part, String replacement, String named) {
        String line = Events.redacted("a", 1, 7, 2, "").replace(part, replacement);

        assertThat(StockEventReader.line(line.getBytes(UTF_8), 4)).isInstanceOfSatisfying(Line.Fault.class, fault -> {
            assertThat(fault.number()).isEqualTo(4);
            assertThat(fault.reason()).contains(named);
        });
    }
}
