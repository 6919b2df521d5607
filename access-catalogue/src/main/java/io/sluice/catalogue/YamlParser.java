package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML strictly. A text is what was written: {@code 012345678901} stays
 * an account number and {@code no} stays a word. Duplicate members, aliases, tags and members without a value are refused, since each of
 * them lets a file read differently from what it does.
 */
final class YamlParser {
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.NULL);

    /** Deeper than any catalogue is. */
    private static final int MOST_LEVELS = 50;

    /** The time that reading takes grows with the square of the length of one text, so no text may be that long. */
    private static final int LONGEST_LINE = 256 * 1024;

    /** What unquoted is no text (https://yaml.org/type/null.html and merge.html); a number or a yes is one here. */
    private static final Map<String, Tag> NO_TEXT =
            Map.of("", Tag.NULL, "~", Tag.NULL, "null", Tag.NULL, "Null", Tag.NULL, "NULL", Tag.NULL, "<<", Tag.MERGE);

    private final String file;
    private final ParserImpl events;
    private int level;

    private YamlParser(String file, ParserImpl events) {
        this.file = file;
        this.events = events;
    }

    static Yaml parse(String file, String text) {
        requireLines(file, text);
        var options = new LoaderOptions();
        options.setCodePointLimit(64 * 1024 * 1024);
        try {
            return new YamlParser(file, new ParserImpl(new StreamReader(text), options)).document();
        } catch (MarkedYAMLException e) {
            throw new CatalogueException(place(file, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new CatalogueException(new Place(file, 1, 1), "not YAML: " + e.getMessage());
        }
    }

    private static void requireLines(String file, String text) {
        int line = 1;
        for (int start = 0, end; start < text.length(); start = end + 1, line++) {
            int next = text.indexOf('\n', start);
            end = next < 0 ? text.length() : next;
            if (end - start > LONGEST_LINE) {
                throw new CatalogueException(
                        new Place(file, line, 1), "a line of more than " + LONGEST_LINE + " characters; break it");
            }
        }
    }

    private Yaml document() {
        next(); // the stream's start
        if (next().is(Event.ID.StreamEnd)) {
            throw new CatalogueException(
                    new Place(file, 1, 1), "the file is empty; a catalogue starts with its account");
        }
        var root = node(next());
        next(); // the document's end
        var end = next();
        if (!end.is(Event.ID.StreamEnd)) {
            throw new CatalogueException(
                    place(end), "a second document begins here; write another file and include it");
        }
        return root;
    }

    private Event next() {
        return events.getEvent();
    }

    private Yaml node(Event event) {
        var place = place(event);
        if (++level > MOST_LEVELS) {
            throw new CatalogueException(place, "more than " + MOST_LEVELS + " levels");
        }
        var node =
                switch (event) {
                    case ScalarEvent scalar -> text(scalar, place);
                    case SequenceStartEvent start -> items(start, place);
                    case MappingStartEvent start -> members(start, place);
                    case AliasEvent _ ->
                        throw new CatalogueException(
                                place, "aliases (*name) are not supported; write it out where it is meant");
                    default -> throw new CatalogueException(place, "neither a text, a list nor members");
                };
        level--;
        return node;
    }

    private static Yaml.Text text(ScalarEvent scalar, Place place) {
        boolean plain = scalar.getImplicit().canOmitTagInPlainScalar();
        var tag = tag(scalar.getTag(), plain ? NO_TEXT.getOrDefault(scalar.getValue(), Tag.STR) : Tag.STR);
        refuse(tag, place);
        if (Tag.NULL.equals(tag)) {
            throw new CatalogueException(place, "no value; leave the member out or write one");
        }
        return new Yaml.Text(scalar.getValue(), place);
    }

    private static Tag tag(String said, Tag otherwise) {
        return said == null || said.equals("!") ? otherwise : new Tag(said);
    }

    private static void refuse(Tag tag, Place place) {
        if (!PLAIN.contains(tag)) {
            throw new CatalogueException(place, "the tag " + tag + " is not supported");
        }
    }

    private Yaml.Items items(SequenceStartEvent start, Place place) {
        refuse(tag(start.getTag(), Tag.SEQ), place);
        var items = new ArrayList<Yaml>();
        for (var event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            items.add(node(event));
        }
        return new Yaml.Items(items, place);
    }

    private Yaml.Members members(MappingStartEvent start, Place place) {
        refuse(tag(start.getTag(), Tag.MAP), place);
        var members = new LinkedHashMap<String, Yaml.Member>();
        for (var event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            var at = place(event);
            if (!(node(event) instanceof Yaml.Text(var name, var _))) {
                throw new CatalogueException(at, "the name of a member must be a text");
            }
            var before = members.putIfAbsent(name, new Yaml.Member(at, node(next())));
            if (before != null) {
                throw new CatalogueException(
                        at,
                        "\"" + name + "\" is here a second time; the first is in line "
                                + before.place().line());
            }
        }
        return new Yaml.Members(members, place);
    }

    private Place place(Event event) {
        return place(file, event.getStartMark());
    }

    private static Place place(String file, Mark mark) {
        return Objects.isNull(mark) ? new Place(file, 1, 1) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
