package io.sluice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The templates of the catalogue for AWS, made once for all tests. */
final class Synthesized {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<Choices, SequencedMap<String, String>> MADE = new LinkedHashMap<>();

    static final RenderedCatalogue CATALOGUE = read();

    private Synthesized() {}

    private static RenderedCatalogue read() {
        try {
            return Catalogue.read(Path.of("catalogue.yaml")).render();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized SequencedMap<String, String> templates(Choices choices) {
        return MADE.computeIfAbsent(choices, Synthesized::make);
    }

    static SequencedMap<String, String> make(Choices choices) {
        try {
            return Stacks.templates(CATALOGUE, choices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Choices withObjectLambda() {
        return new Choices(true, Choices.Code.NATIVE, 1);
    }

    static JsonNode template(Choices choices, String stack) {
        return json(templates(choices).get(stack + ".json"));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of all resources of a type, wherever they stand. */
    static List<JsonNode> resources(Choices choices, String type) {
        return templates(choices).values().stream()
                .map(Synthesized::json)
                .flatMap(template -> all(template.path("Resources")))
                .filter(resource -> resource.path("Type").asText().equals(type))
                .toList();
    }

    static Stream<JsonNode> all(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** Every text of a document, names of members too. */
    static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        collect(node, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.fieldNames().forEachRemaining(texts::add);
        node.forEach(child -> collect(child, texts));
    }
}
