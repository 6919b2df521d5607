package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The schema for editors says what the parser takes. Both are walked together along a catalogue that uses everything: wherever the parser
 * meets a member or word that nobody knows, it must name just those that the schema has.
 */
class SchemaTest {
    private static final String UNKNOWN = "zzzzzzzzzzzzzzzzzzzzzzzz";
    private static final String EVERYTHING = """

            acknowledge:
              - principal: someRole
                action: s3:GetObject
                resource: s3://lake/a/*
                reason: so that every member is there
            """;

    private final JsonNode schema = read();
    private final Yaml root = YamlParser.parse("c.yaml", demo() + EVERYTHING);
    private final TreeSet<String> visited = new TreeSet<>();

    @Test
    void namesTheMembersAndWordsThatTheParserKnows() {
        walk(root, schema, UnaryOperator.identity());

        var definitions = new TreeSet<String>();
        schema.get("$defs").fieldNames().forEachRemaining(definitions::add);
        assertThat(visited).containsExactlyElementsOf(definitions);
    }

    @Test
    void namesEveryKindOfFinding() {
        var words = new ArrayList<String>();
        schema.at("/$defs/exception/properties/finding/enum").forEach(word -> words.add(word.asText()));

        assertThat(words).isEqualTo(Finding.KINDS);
    }

    @Test
    void isWhatTheDemosCatalogueNames() {
        assertThat(demo()).startsWith("# yaml-language-server: $schema=docs/catalogue.schema.json\n");
    }

    /** Goes down; {@code with} makes the whole catalogue with another node in this one's place. */
    private void walk(Yaml node, JsonNode described, UnaryOperator<Yaml> with) {
        var here = resolved(described);
        switch (node) {
            case Yaml.Text text
            when here.has("enum") ->
                assertThat(known(with.apply(new Yaml.Text(UNKNOWN, text.place()))))
                        .as(here.toString())
                        .isEqualTo(texts(here.get("enum")));
            case Yaml.Text _ -> assertThat(here.has("properties")).isFalse();
            case Yaml.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    int at = i;
                    walk(items.items().get(i), here.get("items"), other -> with.apply(replaced(items, at, other)));
                }
            }
            case Yaml.Members members -> members(members, here, with);
        }
    }

    private void members(Yaml.Members members, JsonNode here, UnaryOperator<Yaml> with) {
        if (here.has("properties")) {
            var names = new TreeSet<String>();
            here.get("properties").fieldNames().forEachRemaining(names::add);
            assertThat(known(with.apply(replaced(members, UNKNOWN, new Yaml.Text("x", members.place())))))
                    .as(here.get("description").asText())
                    .isEqualTo(names);
        }
        members.members().forEach((name, member) -> {
            var inner = here.has("properties") ? here.get("properties").get(name) : here.get("additionalProperties");
            assertThat(inner).as(name).isNotNull();
            walk(member.value(), inner, other -> with.apply(replaced(members, name, other)));
        });
    }

    /** The names that the parser tells where it meets one that it does not know. */
    private static Set<String> known(Yaml catalogue) {
        var refused = catchThrowableOfType(CatalogueException.class, () -> CatalogueParser.parse(catalogue));
        assertThat(refused).hasMessageContaining("unknown").hasMessageContaining("there is ");
        return new TreeSet<>(
                List.of(refused.getMessage().split("there is ", 2)[1].split(", ")));
    }

    private static Set<String> texts(JsonNode words) {
        var texts = new TreeSet<String>();
        words.forEach(word -> texts.add(word.asText()));
        return texts;
    }

    private JsonNode resolved(JsonNode described) {
        if (!described.has("$ref")) {
            return described;
        }
        var name = described.get("$ref").asText().substring("#/$defs/".length());
        visited.add(name);
        return schema.get("$defs").get(name);
    }

    private static Yaml replaced(Yaml.Items items, int at, Yaml other) {
        var copy = new ArrayList<>(items.items());
        copy.set(at, other);
        return new Yaml.Items(copy, items.place());
    }

    private static Yaml replaced(Yaml.Members members, String name, Yaml other) {
        var copy = new LinkedHashMap<String, Yaml.Member>();
        if (name.equals(UNKNOWN)) {
            copy.put(name, new Yaml.Member(members.place(), other));
        }
        members.members()
                .forEach((key, member) ->
                        copy.put(key, key.equals(name) ? new Yaml.Member(member.place(), other) : member));
        return new Yaml.Members(copy, members.place());
    }

    private static String demo() {
        try {
            return Files.readString(Path.of("../catalogue.yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode read() {
        try {
            return new JsonMapper().readTree(Files.readString(Path.of("../docs/catalogue.schema.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
