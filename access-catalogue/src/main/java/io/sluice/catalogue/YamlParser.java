package io.sluice.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML strictly. A text is what was written: {@code 012345678901} stays
 * an account number and {@code no} stays a word. Duplicate members, aliases, tags and members without a value are refused, since each of
 * them lets a file read differently from what it does.
 */
final class YamlParser {
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.NULL);

    private YamlParser() {}

    static Yaml parse(String file, String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(64 * 1024 * 1024);
        var yaml = new org.yaml.snakeyaml.Yaml(options);
        try {
            for (Event event : yaml.parse(new StringReader(text))) {
                refuseAlias(file, event);
            }
            var root = yaml.compose(new StringReader(text));
            if (root == null) {
                throw new CatalogueException(
                        new Place(file, 1, 1), "the file is empty; a catalogue starts with its account");
            }
            return node(file, root);
        } catch (MarkedYAMLException e) {
            throw new CatalogueException(place(file, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new CatalogueException(new Place(file, 1, 1), "not YAML: " + e.getMessage());
        }
    }

    private static void refuseAlias(String file, Event event) {
        if (event instanceof AliasEvent) {
            throw new CatalogueException(
                    place(file, event.getStartMark()),
                    "aliases (*name) are not supported; write it out where it is meant");
        }
    }

    private static Yaml node(String file, Node node) {
        var place = place(file, node.getStartMark());
        if (!PLAIN.contains(node.getTag())) {
            throw new CatalogueException(place, "the tag " + node.getTag() + " is not supported");
        }
        return switch (node) {
            case ScalarNode scalar -> text(scalar, place);
            case SequenceNode sequence -> {
                var items = new ArrayList<Yaml>();
                sequence.getValue().forEach(item -> items.add(node(file, item)));
                yield new Yaml.Items(List.copyOf(items), place);
            }
            case MappingNode mapping -> members(file, mapping, place);
            default -> throw new CatalogueException(place, "neither a text, a list nor members");
        };
    }

    private static Yaml.Text text(ScalarNode scalar, Place place) {
        if (Tag.NULL.equals(scalar.getTag())) {
            throw new CatalogueException(place, "no value; leave the member out or write one");
        }
        return new Yaml.Text(scalar.getValue(), place);
    }

    private static Yaml.Members members(String file, MappingNode mapping, Place place) {
        var members = new LinkedHashMap<String, Yaml.Member>();
        for (var tuple : mapping.getValue()) {
            var at = place(file, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new CatalogueException(at, "the name of a member must be a text");
            }
            var before = members.putIfAbsent(key.getValue(), new Yaml.Member(at, node(file, tuple.getValueNode())));
            if (before != null) {
                throw new CatalogueException(
                        at,
                        "\"" + key.getValue() + "\" is here a second time; the first is in line "
                                + before.place().line());
            }
        }
        return new Yaml.Members(members, place);
    }

    private static Place place(String file, Mark mark) {
        return Objects.isNull(mark) ? new Place(file, 1, 1) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
