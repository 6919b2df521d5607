package io.sluice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

    static final Choices OBJECT_LAMBDA = new Choices(true, Choices.Code.NATIVE, 1);
    static final Choices JVM = new Choices(false, Choices.Code.JVM, 1);

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

    static Stream<Choices> everyChoice() {
        return Stream.of(Choices.DEFAULT, OBJECT_LAMBDA, JVM);
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

    /** One resource of a stack, by its logical id. */
    static JsonNode resource(Choices choices, String stack, String id) {
        return template(choices, stack).path("Resources").path(id);
    }

    /** What CloudFormation makes of a value in the catalogue's own account and Region, with the defaults of parameters. */
    static JsonNode resolved(JsonNode template, JsonNode value) {
        return new Resolved(template).of(value);
    }
}
