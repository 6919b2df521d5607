package io.sluice.producer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.events.Statistics;
import java.math.BigDecimal;
import java.util.Optional;

/** The source system's statistics as JSON. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Message(
        boolean status,
        @JsonProperty("tot_msgs") long totMsgs,
        @JsonProperty("bad_msgs") long badMsgs,
        @JsonProperty("sales_evnts") long salesEvnts,
        @JsonProperty("inventory_evnts") long inventoryEvnts,
        @JsonProperty("tot_sales") BigDecimal totSales,
        @JsonProperty("err_msg") Optional<String> errMsg) {

    static Message of(Statistics statistics) {
        return new Message(
                statistics.status(),
                statistics.totMsgs(),
                statistics.badMsgs(),
                statistics.salesEvnts(),
                statistics.inventoryEvnts(),
                statistics.totSales(),
                statistics.errMsg());
    }
}
