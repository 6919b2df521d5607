package io.sluice.events;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Collects the fields of one event, whatever they were written in, and checks them together. Everything wrong is
 * collected, not only the first fault. What is not known is refused: a field that nobody checks is a field that nobody
 * knows how to redact.
 *
 * <p>Ranges are those of any store, wider than what the generator makes up: numbers from 1, money from 0 with at most
 * two decimals. {@code is_return} and {@code bad_msg} are true or absent; false is read as absent.
 */
public final class EventFields {
    private static final int MAX_TEXT = 256;
    private static final BigDecimal MAX_MONEY = BigDecimal.valueOf(1_000_000_000L);
    private static final Set<Field> OF_NAMED = Set.of(Field.NAME, Field.SALES);
    private static final Set<Field> OF_PRICED = Set.of(Field.CUST_ID, Field.PRICE, Field.DISCOUNT, Field.ITEM_VARIANT);

    private final Map<Field, Object> values = new EnumMap<>(Field.class);
    private final List<String> faults = new ArrayList<>();

    /** Takes a value as JSON has it: a String, a Long, a BigDecimal, a Boolean; anything else is a fault. */
    void put(String label, Object value) {
        Optional<Field> field = Field.of(label);
        if (field.isEmpty()) {
            fault("unknown field " + quoted(label));
        } else if (values.containsKey(field.get())) {
            fault(label + " is there twice");
        } else {
            values.put(field.get(), value);
        }
    }

    /** Takes a value as a text file has it; empty is absent. */
    public EventFields putText(Field field, String text) {
        if (!text.isEmpty()) {
            put(field.label(), fromText(field.kind(), text));
        }
        return this;
    }

    private static Object fromText(Field.Kind kind, String text) {
        try {
            return switch (kind) {
                case TEXT -> text;
                case WHOLE -> Long.valueOf(text);
                case MONEY -> new BigDecimal(text);
                case FLAG ->
                    switch (text) {
                        case "true", "True", "TRUE" -> true;
                        case "false", "False", "FALSE" -> false;
                        default -> List.of();
                    };
            };
        } catch (NumberFormatException notANumber) {
            return List.of();
        }
    }

    void fault(String reason) {
        faults.add(reason);
    }

    /** The event, if every field is there and right. */
    public Checked check() {
        boolean bad = optionalFlag(Field.BAD_MSG);
        boolean returned = optionalFlag(Field.IS_RETURN);
        String requestId = text(Field.REQUEST_ID);
        String category = text(Field.CATEGORY);
        OptionalLong storeId = storeId(bad);
        LocalDateTime time = time();
        EventType type = type();
        Detail detail = detail();
        Item item = item();
        if (!faults.isEmpty()) {
            return new Checked.Invalid(String.join("; ", faults));
        }
        return new Checked.Valid(new StoreEvent(requestId, detail, category, storeId, time, type, item, returned, bad));
    }

    private OptionalLong storeId(boolean bad) {
        boolean there = values.containsKey(Field.STORE_ID);
        if (bad && there) {
            fault("store_id beside bad_msg");
        }
        return bad ? OptionalLong.empty() : OptionalLong.of(whole(Field.STORE_ID, Integer.MAX_VALUE));
    }

    private Detail detail() {
        boolean named = values.keySet().stream().anyMatch(OF_NAMED::contains);
        boolean priced = values.keySet().stream().anyMatch(OF_PRICED::contains);
        if (named && priced) {
            fault("fields of both shapes: name and sales belong to one, cust_id, price, discount and item_variant to"
                    + " the other");
        }
        if (priced) {
            return new Detail.Priced(
                    whole(Field.CUST_ID, Long.MAX_VALUE),
                    money(Field.PRICE),
                    money(Field.DISCOUNT),
                    text(Field.ITEM_VARIANT));
        }
        return new Detail.Named(text(Field.NAME), money(Field.SALES));
    }

    private Item item() {
        return new Item(
                whole(Field.SKU, Long.MAX_VALUE),
                flag(Field.GIFT_WRAP),
                (int) whole(Field.QTY, 1_000_000),
                flag(Field.PRIORITY_SHIPPING),
                values.containsKey(Field.CONTACT_ME) ? Optional.of(text(Field.CONTACT_ME)) : Optional.empty());
    }

    private LocalDateTime time() {
        String text = text(Field.EVNT_TIME);
        try {
            LocalDateTime time = LocalDateTime.parse(text);
            if (time.equals(time.truncatedTo(ChronoUnit.MICROS)) && time.getYear() >= 1970 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeParseException notATime) {
            // told below, together with times that are too fine or too far away
        }
        if (!text.isEmpty()) {
            fault("evnt_time " + quoted(text) + " is not a local time like 2026-11-21T09:30:00.000000, without a zone");
        }
        return LocalDateTime.MIN;
    }

    private EventType type() {
        String label = text(Field.EVNT_TYPE);
        Optional<EventType> type = EventType.of(label);
        if (type.isEmpty() && !label.isEmpty()) {
            fault("unknown evnt_type " + quoted(label));
        }
        return type.orElse(EventType.SALES);
    }

    private String text(Field field) {
        String text = value(field, String.class).orElse("");
        if (values.get(field) instanceof String given && !isReadable(given)) {
            fault(field.label() + " is empty, longer than " + MAX_TEXT + " characters or has control characters");
            return "";
        }
        return text;
    }

    private static boolean isReadable(String text) {
        return !text.isBlank()
                && text.length() <= MAX_TEXT
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
    }

    private long whole(Field field, long max) {
        Optional<Long> value = value(field, Long.class);
        if (value.isPresent() && (value.get() < 1 || value.get() > max)) {
            fault(field.label() + " " + value.get() + " is not between 1 and " + max);
        }
        return value.orElse(1L);
    }

    private BigDecimal money(Field field) {
        if (values.get(field) instanceof Long whole) {
            values.put(field, BigDecimal.valueOf(whole));
        }
        BigDecimal amount = value(field, BigDecimal.class).orElse(BigDecimal.ZERO);
        if (amount.precision() > 30 || Math.abs((long) amount.scale()) > 30) {
            fault(field.label() + " has too many digits");
            return BigDecimal.ZERO;
        }
        if (amount.signum() < 0 || amount.compareTo(MAX_MONEY) > 0) {
            fault(field.label() + " " + amount.toPlainString() + " is not between 0 and " + MAX_MONEY);
        } else if (amount.stripTrailingZeros().scale() > 2) {
            fault(field.label() + " " + amount.toPlainString() + " has more than two decimals");
        }
        return amount;
    }

    private boolean flag(Field field) {
        return value(field, Boolean.class).orElse(false);
    }

    private boolean optionalFlag(Field field) {
        return values.containsKey(field) && flag(field);
    }

    private <T> Optional<T> value(Field field, Class<T> type) {
        Object value = values.get(field);
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        fault(field.label()
                + (values.containsKey(field) ? " is not " + field.kind().description() : " is missing"));
        return Optional.empty();
    }

    private static String quoted(String text) {
        String start = text.length() <= 64 ? text : text.substring(0, 64) + "…";
        return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
