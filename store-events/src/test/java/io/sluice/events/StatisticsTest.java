package io.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final StoreEvent SALE = EventCodecTest.valid(EventCodecTest.NAMED);
    private static final StoreEvent BAD_INVENTORY = EventCodecTest.valid(EventCodecTest.PRICED);

    @Test
    void haveTheSourcesNamesAndOrder() {
        assertThat(Statistics.NONE.plus(SALE).plus(BAD_INVENTORY).toJson())
                .isEqualTo("{\"status\": true, \"tot_msgs\": 2, \"bad_msgs\": 1, \"sales_evnts\": 1,"
                        + " \"inventory_evnts\": 1, \"tot_sales\": 78.8}");
    }

    @Test
    void theFunctionsBodyIsAString() {
        assertThat(Statistics.NONE.toFunctionResponse())
                .isEqualTo(
                        "{\"statusCode\": 200, \"body\": \"{\\\"message\\\": {\\\"status\\\": true, \\\"tot_msgs\\\": 0,"
                                + " \\\"bad_msgs\\\": 0, \\\"sales_evnts\\\": 0, \\\"inventory_evnts\\\": 0,"
                                + " \\\"tot_sales\\\": 0.0}}\"}");
    }

    @Test
    void aFailureIsNoSaleAndIsTold() {
        Statistics statistics =
                Statistics.NONE.plus(SALE).failed("AccessDenied: no").failed("SlowDown: later");

        assertThat(statistics.status()).isFalse();
        assertThat(statistics.totMsgs()).isEqualTo(1);
        assertThat(statistics.toJson()).endsWith("\"tot_sales\": 73.8, \"err_msg\": \"AccessDenied: no\"}");
    }

    @Test
    void moneyIsAddedExactly() {
        Statistics sum = Statistics.NONE;
        for (int i = 0; i < 1_000; i++) {
            sum = sum.plus(EventCodecTest.valid(EventCodecTest.NAMED.replace("73.8", "0.1")));
        }

        assertThat(sum.totSales()).isEqualByComparingTo("100");
    }

    @Test
    void addUpAcrossParts() {
        Statistics parts = Statistics.NONE.plus(SALE).plus(Statistics.NONE.plus(BAD_INVENTORY));

        assertThat(parts).isEqualTo(Statistics.NONE.plus(SALE).plus(BAD_INVENTORY));
        assertThat(parts.plus(Statistics.NONE.failed("x")).status()).isFalse();
    }
}
