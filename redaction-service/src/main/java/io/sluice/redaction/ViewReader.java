package io.sluice.redaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads views strictly: an unknown or repeated member, a wrong type or anything behind the document is an error with its path. */
final class ViewReader {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();
    private static final String NAMES_OF_VIEW = "name, bucket, prefix, consumers, groups, rules";

    private ViewReader() {}

    static View view(byte[] json) {
        return view(document(json), "$");
    }

    static List<View> views(byte[] json) {
        List<View> views = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int index = 0;
        for (Object element : list(document(json), "$")) {
            View view = view(element, "$[" + index++ + "]");
            if (!names.add(view.name())) {
                throw new ViewException("two views are named " + view.name());
            }
            views.add(view);
        }
        return List.copyOf(views);
    }

    private static View view(Object value, String path) {
        Members members = new Members(value, path);
        View view = at(
                path,
                () -> new View(
                        members.text("name"),
                        members.text("bucket"),
                        members.text("prefix"),
                        members.texts("consumers"),
                        members.texts("groups"),
                        rules(members)));
        members.end(NAMES_OF_VIEW);
        return view;
    }

    private static List<Rule> rules(Members members) {
        List<Rule> rules = new ArrayList<>();
        for (Object element : list(members.required("rules"), members.path("rules"))) {
            rules.add(rule(element, members.path("rules") + "[" + rules.size() + "]"));
        }
        return rules;
    }

    private static Rule rule(Object value, String path) {
        Members members = new Members(value, path);
        Rule rule = at(path, () -> new Rule(FieldPath.parse(members.text("path")), verb(members)));
        members.end("path, verb, and of the verb mask: keep, hash: keyId, round and generalise: to");
        return rule;
    }

    private static Verb verb(Members members) {
        String verb = members.has("verb") ? members.text("verb") : "omit";
        return switch (verb) {
            case "omit" -> new Verb.Omit();
            case "mask" -> new Verb.Mask(members.has("keep") ? members.whole("keep") : 0);
            case "hash" -> new Verb.Hash(members.text("keyId"));
            case "round" -> new Verb.Round(members.number("to"));
            case "generalise" ->
                new Verb.Generalise(Grain.of(members.text("to"))
                        .orElseThrow(() -> new ViewException(members.path("to") + " is year, month, day or hour")));
            default ->
                throw new ViewException(
                        members.path("verb") + " is omit, mask, hash, round or generalise, not " + verb);
        };
    }

    /** Tells the place of a fault that was found by the value itself. */
    private static <T> T at(String path, Supplier<T> made) {
        try {
            return made.get();
        } catch (ViewException wrong) {
            throw wrong.getMessage().startsWith("$") ? wrong : new ViewException(path + ": " + wrong.getMessage());
        }
    }

    private static List<?> list(Object value, String path) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new ViewException(path + " is not an array");
    }

    private static Object document(byte[] bytes) {
        if (!Utf8.isValid(bytes, 0, bytes.length)) {
            throw new ViewException("the view is not UTF-8");
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            Object document = value(json, "$");
            if (json.nextToken() != null) {
                throw new ViewException("something follows the view's JSON document");
            }
            return document;
        } catch (JsonProcessingException malformed) {
            throw new ViewException(
                    "the view is not JSON, at byte " + malformed.getLocation().getByteOffset());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Object value(JsonParser json, String path) throws IOException {
        if (json.currentToken() == null) {
            throw new ViewException("the view is empty");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json, path);
            case START_ARRAY -> array(json, path);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new ViewException(path + " is null");
        };
    }

    private static Map<String, Object> object(JsonParser json, String path) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (members.put(name, value(json, path + "." + name)) != null) {
                throw new ViewException(path + "." + name + " is there twice");
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser json, String path) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(json, path + "[" + elements.size() + "]"));
        }
        return elements;
    }

    /** The members of an object, each of which has to be asked for before the end. */
    private static final class Members {
        private final Map<String, Object> members = new LinkedHashMap<>();
        private final Set<String> asked = new HashSet<>();
        private final String path;

        Members(Object value, String path) {
            this.path = path;
            if (!(value instanceof Map<?, ?> object)) {
                throw new ViewException(path + " is not an object");
            }
            object.forEach((name, member) -> members.put((String) name, member));
        }

        String path(String name) {
            return path + "." + name;
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        Object required(String name) {
            asked.add(name);
            if (!has(name)) {
                throw new ViewException(path(name) + " is missing");
            }
            return members.get(name);
        }

        String text(String name) {
            return text(required(name), path(name));
        }

        private static String text(Object value, String path) {
            if (value instanceof String text) {
                return text;
            }
            throw new ViewException(path + " is not a string");
        }

        Set<String> texts(String name) {
            Set<String> texts = new HashSet<>();
            asked.add(name);
            for (Object element : list(has(name) ? members.get(name) : List.of(), path(name))) {
                texts.add(text(element, path(name) + "[" + texts.size() + "]"));
            }
            return texts;
        }

        BigDecimal number(String name) {
            if (required(name) instanceof BigDecimal number) {
                return number;
            }
            throw new ViewException(path(name) + " is not a number");
        }

        int whole(String name) {
            try {
                return number(name).intValueExact();
            } catch (ArithmeticException notWhole) {
                throw new ViewException(path(name) + " is not a whole number of this size");
            }
        }

        void end(String known) {
            for (String name : members.keySet()) {
                if (!asked.contains(name)) {
                    throw new ViewException(path(name) + " is not known here; there are " + known);
                }
            }
        }
    }
}
