package io.sluice.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.events.Field;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads an event as far as a view leaves it: request id, type, SKU and quantity have to be there, and the store unless
 * {@code bad_msg} says that it is not known. What else is there may be missing or of another type.
 */
final class StockEventReader {
    static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DIGITS = 20;

    private StockEventReader() {}

    /** Reads one line, which is one JSON object and nothing else. */
    static Line line(byte[] bytes, long number) {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Line.Fault(number, "not a JSON object");
            }
            Line read = object(json, number);
            return json.nextToken() == null ? read : new Line.Fault(number, "something follows the JSON object");
        } catch (JsonProcessingException malformed) {
            return new Line.Fault(number, "not JSON: " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            return new Line.Fault(number, "not JSON: " + unreadable.getMessage());
        }
    }

    /** Reads the object that the parser stands at the start of, up to its end. */
    static Line object(JsonParser json, long number) throws IOException {
        Map<Field, Object> values = new EnumMap<>(Field.class);
        String fault = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String label = json.currentName();
            json.nextToken();
            Object value = value(json);
            Optional<Field> field = Field.of(label);
            if (field.isPresent() && values.put(field.get(), value) != null) {
                fault = label + " is there twice";
            }
        }
        if (!fault.isEmpty()) {
            return new Line.Fault(number, fault);
        }
        try {
            return new Line.Event(event(values));
        } catch (IllegalArgumentException wrong) {
            return new Line.Fault(number, String.valueOf(wrong.getMessage()));
        }
    }

    private static StockEvent event(Map<Field, Object> values) {
        boolean bad = isTrue(values, Field.BAD_MSG);
        return new StockEvent(
                text(values, Field.REQUEST_ID),
                text(values, Field.EVNT_TYPE),
                bad ? OptionalLong.empty() : OptionalLong.of(whole(values, Field.STORE_ID, Long.MAX_VALUE)),
                sku(values),
                Math.toIntExact(whole(values, Field.QTY, Integer.MAX_VALUE)),
                isTrue(values, Field.PRIORITY_SHIPPING),
                isTrue(values, Field.GIFT_WRAP),
                values.get(Field.EVNT_TIME) instanceof String time ? time : "",
                isTrue(values, Field.IS_RETURN),
                amount(values));
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            default -> {
                json.skipChildren();
                yield List.of();
            }
        };
    }

    private static String text(Map<Field, Object> values, Field field) {
        if (values.get(field) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException(field.label() + " is missing or no text");
    }

    private static String sku(Map<Field, Object> values) {
        return values.get(Field.SKU) instanceof String pseudonym && !pseudonym.isEmpty()
                ? pseudonym
                : String.valueOf(whole(values, Field.SKU, Long.MAX_VALUE));
    }

    private static long whole(Map<Field, Object> values, Field field, long max) {
        if (values.get(field) instanceof BigDecimal number && isPlain(number)) {
            try {
                long whole = number.longValueExact();
                if (whole >= 1 && whole <= max) {
                    return whole;
                }
            } catch (ArithmeticException tooLargeOrBroken) {
                throw new IllegalArgumentException(field.label() + " is no whole number", tooLargeOrBroken);
            }
        }
        throw new IllegalArgumentException(field.label() + " is missing or no whole number from 1");
    }

    private static boolean isTrue(Map<Field, Object> values, Field field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    private static BigDecimal amount(Map<Field, Object> values) {
        Object price = values.containsKey(Field.PRICE) ? values.get(Field.PRICE) : values.get(Field.SALES);
        return price instanceof BigDecimal amount && isPlain(amount) ? amount : BigDecimal.ZERO;
    }

    /** Keeps off numbers such as 1e999999999, which would fill the memory once they are added to another. */
    private static boolean isPlain(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS;
    }
}
