package io.sluice.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    static final String NAMED = "{\"request_id\": \"6d0f8b0e-4f0a-4b53-9b5a-2a0f6c1f8f10\", \"name\": \"Half-Elf\","
            + " \"category\": \"Books\", \"store_id\": 7, \"evnt_time\": \"2026-11-21T09:30:00.000042\","
            + " \"evnt_type\": \"sales_event\", \"sales\": 73.8, \"sku\": 18981, \"gift_wrap\": true, \"qty\": 38,"
            + " \"priority_shipping\": false, \"contact_me\": \"github.com/miztiik\"}";
    static final String PRICED = "{\"request_id\": \"6d0f8b0e-4f0a-4b53-9b5a-2a0f6c1f8f10\", \"cust_id\": 563,"
            + " \"category\": \"Furniture\", \"evnt_time\": \"2026-11-21T09:30:00.123456\","
            + " \"evnt_type\": \"inventory_event\", \"price\": 5.0, \"discount\": 12.3, \"sku\": 189281,"
            + " \"item_variant\": \"red\", \"gift_wrap\": false, \"qty\": 1, \"priority_shipping\": true,"
            + " \"contact_me\": \"github.com/miztiik\", \"is_return\": true, \"bad_msg\": true}";

    @ParameterizedTest
    @ValueSource(strings = {NAMED, PRICED})
    void writesWhatTheSourceWritesByteForByte(String json) {
        assertThat(new String(EventCodec.encode(valid(json)), UTF_8)).isEqualTo(json);
    }

    @Test
    void takesFieldsInAnyOrderAndSpacing() {
        String turned = NAMED.replace(", ", " ,\t")
                .replace("{\"request_id\"", "{ \"sku\":1, \"request_id\"")
                .replace(" ,\t\"sku\": 18981", "");

        assertThat(valid(turned).item().sku()).isEqualTo(1);
    }

    @Test
    void leavesOutFlagsThatAreFalse() {
        String withFalse = NAMED.replace("}", ", \"is_return\": false, \"bad_msg\": false}");

        assertThat(new String(EventCodec.encode(valid(withFalse)), UTF_8)).isEqualTo(NAMED);
    }

    @ParameterizedTest
    @CsvSource({"5,5.0", "5.00,5.0", "0,0.0", "7.5,7.5", "7.50,7.5", "7.25,7.25", "100.0,100.0", "1e2,100.0"})
    void writesMoneyAsTheSourceDoes(String given, String written) {
        String json = new String(EventCodec.encode(valid(NAMED.replace("73.8", given))), UTF_8);

        assertThat(json).isEqualTo(NAMED.replace("73.8", written));
    }

    @Test
    void writesOnlyAscii() {
        String json = new String(EventCodec.encode(valid(NAMED.replace("Books", "Bücher ☂ 😀"))), UTF_8);

        assertThat(json).contains("\"category\": \"B\\u00fccher \\u2602 \\ud83d\\ude00\"");
        assertThat(valid(json).category()).isEqualTo("Bücher ☂ 😀");
    }

    @Test
    void writesMicrosecondsInSixDigitsWhateverWasSent() {
        assertThat(new String(EventCodec.encode(valid(NAMED.replace(":00.000042", ":00"))), UTF_8))
                .contains("\"evnt_time\": \"2026-11-21T09:30:00.000000\"");
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "store_id": 7,                  |                                | store_id is missing
                    "store_id": 7                   | "store_id": 0                  | store_id 0 is not between 1 and 2147483647
                    "store_id": 7                   | "store_id": "7"                | store_id is not a whole number
                    "store_id": 7                   | "store_id": 7.0                | store_id is not a whole number
                    "store_id": 7                   | "store_id": null               | store_id is not a whole number
                    "store_id": 7                   | "store_id": 7, "bad_msg": true | store_id beside bad_msg
                    "store_id": 7                   | "store_id": 7, "bad_msg": "no" | bad_msg is not true or false
                    "store_id": 7                   | "store_id": 7, "store_id": 8   | store_id is there twice
                    "store_id": 7                   | "store_id": 7, "shop": 8       | unknown field 'shop'
                    "store_id": 7                   | "store_id": {"a": [7]}         | store_id is not a whole number
                    "sales_event"                   | "sale"                         | unknown evnt_type 'sale'
                    "evnt_type": "sales_event",     |                                | evnt_type is missing
                    "qty": 38                       | "qty": -1                      | qty -1 is not between 1 and 1000000
                    "qty": 38                       | "qty": 99999999999999999999    | qty is not a whole number
                    "gift_wrap": true               | "gift_wrap": 1                 | gift_wrap is not true or false
                    73.8                            | -0.01                          | sales -0.01 is not between 0 and 1000000000
                    73.8                            | 73.801                         | sales 73.801 has more than two decimals
                    73.8                            | 1e999999999                    | sales has too many digits
                    73.8                            | NaN                            | not JSON: Non-standard token 'NaN'
                    73.8                            | "73.8"                         | sales is not a number
                    "sales": 73.8                   | "sales": 73.8, "price": 1      | fields of both shapes
                    "sales": 73.8,                  |                                | sales is missing
                    "Half-Elf"                      | ""                             | name is empty
                    "Half-Elf"                      | "a\\nb"                        | name is empty, longer than 256 characters or has control characters
                    "Half-Elf"                      | "\\ud800"                      | name is empty, longer than 256 characters or has control characters
                    09:30:00.000042                 | 09:30:00Z                      | evnt_time '2026-11-21T09:30:00Z' is not a local time
                    09:30:00.000042                 | 09:30:00+01:00                 | is not a local time
                    09:30:00.000042                 | 09:30:00.0000421               | is not a local time
                    2026-11-21T                     | 2026-02-30T                    | is not a local time
                    """)
    void tellsWhatIsWrong(String part, String instead, String reason) {
        String line = NAMED.replace(part, instead == null ? "" : instead);

        assertThat(line).isNotEqualTo(NAMED);
        assertThat(EventCodec.decode(line.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Checked.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"a\"", NAMED + NAMED, NAMED + "x", "\uFEFF{}"})
    void refusesWhatIsNotOneObject(String line) {
        assertThat(EventCodec.decode(line.getBytes(UTF_8))).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] line = NAMED.getBytes(UTF_8);
        line[NAMED.indexOf("Half-Elf")] = (byte) 0xC0;

        assertThat(EventCodec.decode(line)).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThat(EventCodec.decode("{\"qty\": 0, \"sku\": \"x\"}".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Checked.Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .contains("request_id is missing", "qty 0 is not", "sku is not a whole number"));
    }

    @Test
    void takesABadEventWithoutItsStore() {
        assertThat(valid(PRICED).storeId()).isEmpty();
        assertThat(EventCodec.decode(PRICED.replace(", \"bad_msg\": true", "").getBytes(UTF_8)))
                .isEqualTo(new Checked.Invalid("store_id is missing"));
    }

    static StoreEvent valid(String json) {
        return switch (EventCodec.decode(json.getBytes(UTF_8))) {
            case Checked.Valid(StoreEvent event) -> event;
            case Checked.Invalid(String reason) -> throw new AssertionError(reason);
        };
    }
}
