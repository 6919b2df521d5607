package io.sluice.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What is called what in a catalogue, and where it says so: every name is well formed, used once, and declared before it is referred to. */
final class Names {
    /** Words that start with a letter, so that no two names become the same statement id. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    /** What is taken, to where it was: {@code role webappclientrole}. */
    private final Map<String, Place> taken = new HashMap<>();

    /** The member {@code name} of a thing of this kind, which must be the first of it. */
    String declare(Fields fields, String kind) {
        var name = fields.text(
                "name", NAME, "words of lower-case letters and digits, joined by hyphens, each starting with a letter");
        take(kind, name, fields.required("name").place());
        return name;
    }

    /** Names are compared without case, as IAM does for roles. */
    void take(String kind, String name, Place place) {
        var before = taken.putIfAbsent(kind + " " + name.toLowerCase(Locale.ROOT), place);
        if (before != null) {
            throw new CatalogueException(
                    place,
                    "the " + kind + " \"" + name + "\" is here a second time; the first is in "
                            + (before.file().equals(place.file()) ? "line " + before.line() : before));
        }
    }

    /** Notes where something is that has no name of its own. */
    void note(String kind, String name, Place place) {
        taken.putIfAbsent(kind + " " + name.toLowerCase(Locale.ROOT), place);
    }

    Places places() {
        return new Places(taken);
    }

    /** The text of a node, which must be one of the names that there are. */
    static String known(Yaml node, String kind, Collection<String> names) {
        var text = Fields.text(node, "the name of the " + kind);
        refuseUnknown(text.value(), text.place(), kind, names);
        return text.value();
    }

    static void refuseUnknown(String name, Place place, String kind, Collection<String> names) {
        if (!names.contains(name)) {
            throw new CatalogueException(place, "unknown " + kind + " \"" + name + "\"" + Nearest.hint(name, names));
        }
    }
}
