package io.sluice.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.Checked;
import io.sluice.events.Detail;
import io.sluice.events.EventCodec;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvHeaderTest {
    private static final String HEADER =
            "request_id,name,category,store_id,evnt_time,evnt_type,sales,sku,gift_wrap,qty,"
                    + "priority_shipping,contact_me,is_return,bad_msg";

    @Test
    void aRecordIsTheEventThatJsonWouldBe() throws CsvHeader.Unusable {
        Checked event = header(HEADER)
                .decode(bytes(
                        "r1,\"Half, \"\"Elf\"\"\",Books,7,2026-11-21T09:30:00,sales_event,73.80,1,true,2,False,,,"));

        assertThat(event)
                .isEqualTo(EventCodec.decode(bytes("{\"request_id\":\"r1\",\"name\":\"Half, \\\"Elf\\\"\","
                        + "\"category\":\"Books\",\"store_id\":7,\"evnt_time\":\"2026-11-21T09:30:00\","
                        + "\"evnt_type\":\"sales_event\",\"sales\":73.80,\"sku\":1,\"gift_wrap\":true,\"qty\":2,"
                        + "\"priority_shipping\":false}")))
                .isInstanceOf(Checked.Valid.class);
    }

    @Test
    void columnsMayHaveAnyOrderAndTheOtherShape() throws CsvHeader.Unusable {
        Checked event = header(
                        "\uFEFFqty,item_variant,discount,price,cust_id,priority_shipping,gift_wrap,sku,evnt_type,"
                                + "evnt_time,bad_msg,category,request_id")
                .decode(bytes("2,red,1.5,9.99,563,true,false,1,inventory_event,2026-11-21T09:30:00,true,Books,r1"));

        assertThat(event)
                .isInstanceOfSatisfying(
                        Checked.Valid.class,
                        valid -> assertThat(valid.event().detail())
                                .isEqualTo(
                                        new Detail.Priced(563, new BigDecimal("9.99"), new BigDecimal("1.5"), "red")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    r1,Elf,Books,7                                                            | 4 cells where the header has 14
                    r1,Elf,Books,x,2026-11-21T09:30:00,sales_event,1,1,true,2,false,,,        | store_id is not a whole number
                    r1,Elf,Books,,2026-11-21T09:30:00,sales_event,1,1,true,2,false,,,         | store_id is missing
                    r1,Elf,Books,7,2026-11-21T09:30:00,sales_event,1,1,yes,2,false,,,         | gift_wrap is not true or false
                    r1,Elf,Books,7,2026-11-21T09:30:00,sales_event,"1,5",1,true,2,false,,,    | sales is not a number
                    """)
    void aWrongRecordTellsItsReason(String record, String reason) throws CsvHeader.Unusable {
        assertThat(header(HEADER).decode(bytes(record))).isEqualTo(new Checked.Invalid(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    request_id,shop   | unknown column 'shop'
                    sku,sku           | column 'sku' is there twice
                    sku,,qty          | unknown column ''
                    """)
    void anUnknownHeaderIsRefusedAsAWhole(String header, String reason) {
        assertThatThrownBy(() -> header(header))
                .isInstanceOf(CsvHeader.Unusable.class)
                .hasMessage(reason);
    }

    private static CsvHeader header(String header) throws CsvHeader.Unusable {
        return CsvHeader.parse(bytes(header));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
