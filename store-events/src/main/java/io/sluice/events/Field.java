package io.sluice.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of both shapes by the name they have in JSON and in a CSV header, in the order in which they are written. */
public enum Field {
    REQUEST_ID("request_id", Kind.TEXT),
    NAME("name", Kind.TEXT),
    CUST_ID("cust_id", Kind.WHOLE),
    CATEGORY("category", Kind.TEXT),
    STORE_ID("store_id", Kind.WHOLE),
    EVNT_TIME("evnt_time", Kind.TEXT),
    EVNT_TYPE("evnt_type", Kind.TEXT),
    SALES("sales", Kind.MONEY),
    PRICE("price", Kind.MONEY),
    DISCOUNT("discount", Kind.MONEY),
    SKU("sku", Kind.WHOLE),
    ITEM_VARIANT("item_variant", Kind.TEXT),
    GIFT_WRAP("gift_wrap", Kind.FLAG),
    QTY("qty", Kind.WHOLE),
    PRIORITY_SHIPPING("priority_shipping", Kind.FLAG),
    CONTACT_ME("contact_me", Kind.TEXT),
    IS_RETURN("is_return", Kind.FLAG),
    BAD_MSG("bad_msg", Kind.FLAG);

    /** What a field holds: text, a whole number, an amount with at most two decimals, or true and false. */
    enum Kind {
        TEXT("text"),
        WHOLE("a whole number"),
        MONEY("a number"),
        FLAG("true or false");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    private static final Map<String, Field> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::label, Function.identity()));

    private final String label;
    private final Kind kind;

    Field(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    public String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    public static Optional<Field> of(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }
}
