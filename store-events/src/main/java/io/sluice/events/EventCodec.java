package io.sluice.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Store events as JSON, byte for byte as the source system writes them: its order of keys, {@code ", "} and {@code ": "}
 * between them, only ASCII, money with at least one decimal and no needless zero, microseconds always in six digits, and
 * {@code is_return} and {@code bad_msg} only where they are true.
 */
public final class EventCodec {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private EventCodec() {}

    /** The event as one line without its end. */
    public static byte[] encode(StoreEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(400);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setPrettyPrinter(sourceSpacing());
            write(event, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void write(StoreEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(Field.REQUEST_ID.label(), event.requestId());
        switch (event.detail()) {
            case Detail.Named named -> json.writeStringField(Field.NAME.label(), named.name());
            case Detail.Priced priced -> json.writeNumberField(Field.CUST_ID.label(), priced.custId());
        }
        json.writeStringField(Field.CATEGORY.label(), event.category());
        if (event.storeId().isPresent()) {
            json.writeNumberField(Field.STORE_ID.label(), event.storeId().getAsLong());
        }
        json.writeStringField(Field.EVNT_TIME.label(), event.time().format(TIME));
        json.writeStringField(Field.EVNT_TYPE.label(), event.type().label());
        writeMoney(event.detail(), json);
        writeItem(event, json);
        writeTrue(Field.IS_RETURN, event.returned(), json);
        writeTrue(Field.BAD_MSG, event.bad(), json);
        json.writeEndObject();
    }

    private static void writeMoney(Detail detail, JsonGenerator json) throws IOException {
        switch (detail) {
            case Detail.Named named -> writeMoney(Field.SALES, named.sales(), json);
            case Detail.Priced priced -> {
                writeMoney(Field.PRICE, priced.price(), json);
                writeMoney(Field.DISCOUNT, priced.discount(), json);
            }
        }
    }

    private static void writeItem(StoreEvent event, JsonGenerator json) throws IOException {
        Item item = event.item();
        json.writeNumberField(Field.SKU.label(), item.sku());
        if (event.detail() instanceof Detail.Priced priced) {
            json.writeStringField(Field.ITEM_VARIANT.label(), priced.itemVariant());
        }
        json.writeBooleanField(Field.GIFT_WRAP.label(), item.giftWrap());
        json.writeNumberField(Field.QTY.label(), item.qty());
        json.writeBooleanField(Field.PRIORITY_SHIPPING.label(), item.priorityShipping());
        if (item.contactMe().isPresent()) {
            json.writeStringField(Field.CONTACT_ME.label(), item.contactMe().get());
        }
    }

    private static void writeTrue(Field field, boolean value, JsonGenerator json) throws IOException {
        if (value) {
            json.writeBooleanField(field.label(), true);
        }
    }

    private static void writeMoney(Field field, BigDecimal amount, JsonGenerator json) throws IOException {
        json.writeFieldName(field.label());
        json.writeNumber(plain(amount));
    }

    /** An amount as the source prints it: {@code 5.0}, {@code 7.5}, {@code 7.25}. */
    static String plain(BigDecimal amount) {
        return normal(amount).toPlainString();
    }

    static BigDecimal normal(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1) : stripped;
    }

    /** Reads one event; what is not exactly one object with the fields of an event is answered with the reason. */
    public static Checked decode(byte[] line) {
        return decode(line, 0, line.length);
    }

    public static Checked decode(byte[] bytes, int offset, int length) {
        EventFields fields = new EventFields();
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Checked.Invalid("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String label = json.currentName();
                json.nextToken();
                fields.put(label, value(json));
            }
            if (json.nextToken() != null) {
                return new Checked.Invalid("something follows the JSON object");
            }
        } catch (JsonProcessingException malformed) {
            return new Checked.Invalid("not JSON: " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            return new Checked.Invalid("not JSON: " + unreadable.getMessage());
        }
        return fields.check();
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? json.getDecimalValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            default -> {
                json.skipChildren();
                yield List.of();
            }
        };
    }

    /** One for each generator: a pretty printer may keep state. */
    static PrettyPrinter sourceSpacing() {
        return new SourceSpacing();
    }

    private static final class SourceSpacing extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }
    }
}
