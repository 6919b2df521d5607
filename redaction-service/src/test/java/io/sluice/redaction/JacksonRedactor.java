package io.sluice.redaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same redaction, written to be compared with: the whole text in memory, a tree of it by Jackson's parser of characters, the
 * rules walked one by one over the tree, and the text put together again. Nothing of it is shared with the redactor but what a
 * verb makes of one value.
 */
final class JacksonRedactor {

    /** Cannot be redacted. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    private enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        OTHER
    }

    private record Node(Kind kind, int start, int end, String text, List<Child> children) {}

    private record Child(String name, int start, Node value) {}

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Rule> rules;
    private final Limits limits;
    private final Set<String> names = new HashSet<>();
    private String text = "";

    JacksonRedactor(List<Rule> rules, Limits limits) {
        this.rules = rules;
        this.limits = limits;
        for (Rule rule : rules) {
            rule.path().steps().forEach(step -> names.addAll(FieldPath.name(step)));
        }
    }

    /** What becomes of lines, up to the first that cannot be redacted. */
    record Lines(String redacted, boolean complete) {}

    Lines lines(byte[] input) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < input.length) {
            int end = at;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            int next = Math.min(end + 1, input.length);
            try {
                out.append(line(decoded(input, at, next)));
            } catch (Refused refused) {
                return new Lines(out.toString(), false);
            }
            at = next;
        }
        return new Lines(out.toString(), true);
    }

    private String line(String line) throws Refused {
        return line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r' || c == '\n')
                ? line
                : document(line, false);
    }

    Optional<String> document(byte[] input) {
        try {
            return Optional.of(document(decoded(input, 0, input.length), true));
        } catch (Refused refused) {
            return Optional.empty();
        }
    }

    private static String decoded(byte[] input, int from, int to) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Refused("not UTF-8");
        }
    }

    private String document(String whole, boolean arrays) throws Refused {
        text = whole;
        Node root = parse();
        if (root.kind() == Kind.ARRAY && arrays) {
            StringBuilder out = new StringBuilder();
            int copied = 0;
            for (Child child : root.children()) {
                out.append(whole, copied, child.start());
                record(out, child.value());
                copied = child.value().end();
            }
            return out.append(whole, copied, whole.length()).toString();
        }
        StringBuilder out = new StringBuilder().append(whole, 0, root.start());
        record(out, root);
        return out.append(whole, root.end(), whole.length()).toString();
    }

    private void record(StringBuilder out, Node node) throws Refused {
        if (node.kind() != Kind.OBJECT) {
            throw new Refused("no object");
        }
        IdentityHashMap<Node, Set<Verb>> found = new IdentityHashMap<>();
        for (Rule rule : rules) {
            find(node, rule, 0, found);
        }
        print(out, node, found);
    }

    private Node parse() throws Refused {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                throw new Refused("empty");
            }
            boolean array = json.currentToken() == JsonToken.START_ARRAY;
            Node root = node(json, array ? 0 : 1);
            if (json.nextToken() != null) {
                throw new Refused("something follows");
            }
            return root;
        } catch (IOException malformed) {
            throw new Refused("malformed");
        }
    }

    private static int here(JsonParser json) {
        return (int) json.currentLocation().getCharOffset();
    }

    private static int start(JsonParser json) {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    private Node node(JsonParser json, int depth) throws IOException, Refused {
        int start = start(json);
        boolean nested = json.currentToken().isStructStart();
        if (nested && depth > limits.depth()) {
            throw new Refused("deep");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                List<Child> children = members(json, depth);
                yield new Node(Kind.OBJECT, start, here(json), "", children);
            }
            case START_ARRAY -> {
                List<Child> children = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    int at = start(json);
                    children.add(new Child("", at, node(json, depth + 1)));
                }
                yield new Node(Kind.ARRAY, start, here(json), "", children);
            }
            case VALUE_STRING -> {
                String value = json.getText();
                yield new Node(Kind.STRING, start, here(json), value, List.of());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String value = json.getText();
                if (value.length() > limits.numberBytes()) {
                    throw new Refused("long number");
                }
                yield new Node(Kind.NUMBER, start, start + value.length(), value, List.of());
            }
            default -> new Node(Kind.OTHER, start, start + json.getText().length(), "", List.of());
        };
    }

    private List<Child> members(JsonParser json, int depth) throws IOException, Refused {
        List<Child> children = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            int at = start(json);
            if (names.contains(name) && !(seen.add(name) && text.startsWith('"' + name + '"', at))) {
                throw new Refused("a name twice or escaped");
            }
            if (isHalved(name)) {
                throw new Refused("half a surrogate pair in a name");
            }
            json.nextToken();
            children.add(new Child(name, at, node(json, depth + 1)));
        }
        for (Child child : children) {
            if (nameLength(child) > limits.nameBytes()) {
                throw new Refused("long name");
            }
        }
        return children;
    }

    private int nameLength(Child child) {
        int colon = text.lastIndexOf(':', child.value().start());
        int close = text.lastIndexOf('"', colon);
        return text.substring(child.start() + 1, close).getBytes(StandardCharsets.UTF_8).length;
    }

    private void find(Node node, Rule rule, int taken, IdentityHashMap<Node, Set<Verb>> found) {
        if (taken == rule.path().steps().size()) {
            found.computeIfAbsent(node, none -> new HashSet<>()).add(rule.verb());
            return;
        }
        FieldPath.Step step = rule.path().steps().get(taken);
        if (node.kind() == Kind.ARRAY) {
            for (Child child : node.children()) {
                if (step instanceof FieldPath.Step.Elements) {
                    find(child.value(), rule, taken + 1, found);
                }
                if (!(step instanceof FieldPath.Step.Elements) || child.value().kind() == Kind.ARRAY) {
                    find(child.value(), rule, taken, found);
                }
            }
            return;
        }
        switch (step) {
            case FieldPath.Step.Elements() -> find(node, rule, taken + 1, found);
            case FieldPath.Step.Member(String name) -> {
                for (Child child : node.children()) {
                    if (child.name().equals(name)) {
                        find(child.value(), rule, taken + 1, found);
                    }
                }
            }
            case FieldPath.Step.Descendant(String name) -> {
                for (Child child : node.children()) {
                    if (child.name().equals(name)) {
                        find(child.value(), rule, taken + 1, found);
                    }
                    find(child.value(), rule, taken, found);
                }
            }
        }
    }

    private void print(StringBuilder out, Node node, IdentityHashMap<Node, Set<Verb>> found) {
        if (node.children().isEmpty()) {
            out.append(text, node.start(), node.end());
            return;
        }
        List<Child> children = node.children();
        out.append(text, node.start(), children.getFirst().start());
        boolean kept = false;
        int previousEnd = -1;
        for (Child child : children) {
            Node value = child.value();
            Optional<String> shown = shown(value, found);
            int comma = kept ? text.indexOf(',', previousEnd) : -1;
            if (kept) {
                out.append(text, previousEnd, comma);
            }
            if (shown.isPresent() || !found.containsKey(value)) {
                out.append(text, kept ? comma : child.start(), value.start());
                if (shown.isPresent()) {
                    out.append(shown.get());
                } else {
                    print(out, value, found);
                }
                kept = true;
            }
            previousEnd = value.end();
        }
        out.append(text, previousEnd, node.end());
    }

    private static Optional<String> shown(Node value, IdentityHashMap<Node, Set<Verb>> found) {
        Set<Verb> verbs = found.getOrDefault(value, Set.of());
        if (verbs.size() != 1) {
            return Optional.empty();
        }
        Disguise disguise = Disguises.of(verbs.iterator().next(), Redaction.KEYS);
        Optional<Disguise.Shown> shown =
                switch (value.kind()) {
                    case STRING -> isHalved(value.text()) ? Optional.empty() : disguise.text(value.text());
                    case NUMBER -> disguise.number(value.text());
                    case OBJECT, ARRAY, OTHER -> Optional.empty();
                };
        return shown.map(it -> new String(JsonText.encode(it), StandardCharsets.UTF_8));
    }

    private static boolean isHalved(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
