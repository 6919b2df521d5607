package io.sluice.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that knows where it stood. Duplicate keys and trailing content are errors. */
sealed interface Json {
    Place place();

    record Place(String path, int line, int column) {
        PolicyException error(String reason) {
            return error(reason, "");
        }

        PolicyException error(String reason, String suggestion) {
            return new PolicyException(reason, path, line, column, suggestion);
        }
    }

    record Text(Place place, String value) implements Json {}

    /** A number, true or false, as written. */
    record Scalar(Place place, String value) implements Json {}

    record Nothing(Place place) implements Json {}

    record Array(Place place, List<Json> items) implements Json {}

    /** An object, and where its text begins and ends. */
    record Node(Place place, Map<String, Json> members, Map<String, Place> names, int from, int to) implements Json {}

    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Scalar(var _, var value) -> value.equals("true") || value.equals("false") ? "a boolean" : "a number";
            case Nothing _ -> "null";
            case Array _ -> "a list";
            case Node _ -> "an object";
        };
    }

    static Json parse(String text) {
        return new Reader().read(text);
    }

    /** Reads one document. */
    final class Reader {
        /** No policy nests deeper than Statement, Condition, operator, key, values. */
        private static final int DEPTH = 32;

        private static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                .build();

        private JsonParser parser;

        private Json read(String text) {
            try (var open = FACTORY.createParser(text)) {
                parser = open;
                parser.nextToken();
                if (parser.currentToken() == null) {
                    throw place("$").error("The document is empty");
                }
                var value = value("$");
                if (parser.nextToken() != null) {
                    throw place("$").error("There is more after the document");
                }
                return value;
            } catch (JsonProcessingException e) {
                var at = e.getLocation();
                throw new PolicyException(
                        "Malformed JSON: " + e.getOriginalMessage(),
                        "$",
                        at == null ? 1 : at.getLineNr(),
                        at == null ? 1 : at.getColumnNr(),
                        "");
            } catch (IOException e) {
                throw new PolicyException("Malformed JSON: " + e.getMessage(), "$", 1, 1, "");
            }
        }

        private Place place(String path) {
            var at = parser.currentTokenLocation();
            return new Place(path, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        }

        private Json value(String path) throws IOException {
            var place = place(path);
            return switch (parser.currentToken()) {
                case VALUE_STRING -> new Text(place, parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    new Scalar(place, parser.getText());
                case VALUE_NULL -> new Nothing(place);
                case START_ARRAY -> array(place);
                case START_OBJECT -> node(place);
                case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw place.error("Malformed JSON");
            };
        }

        private Json array(Place place) throws IOException {
            var items = new ArrayList<Json>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(place.path() + "[" + items.size() + "]"));
            }
            return new Array(place, items);
        }

        private Json node(Place place) throws IOException {
            var members = new LinkedHashMap<String, Json>();
            var names = new LinkedHashMap<String, Place>();
            int from = (int) parser.currentTokenLocation().getCharOffset();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                var at = place(place.path() + "." + name);
                if (members.containsKey(name)) {
                    throw at.error("The key \"" + name + "\" is there twice");
                }
                parser.nextToken();
                members.put(name, value(at.path()));
                names.put(name, at);
            }
            return new Node(
                    place, members, names, from, (int) parser.currentLocation().getCharOffset());
        }
    }
}
