package io.sluice.catalogue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A catalogue that {@code extends} another: each member that it writes stands in place of the other's, and the rest is the other's, so that
 * what differs from place to place (buckets, who signs people in) is written once for each, and everything else once.
 */
final class Variants {
    private static final Pattern FILE =
            Pattern.compile("(?=.{1,512}$)(\\.\\./)*[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\\.ya?ml");

    private Variants() {}

    /** The catalogue in one of these files, with what it extends and includes. */
    static Yaml read(String file, YamlFiles files) throws IOException {
        return read(files.read(file), files);
    }

    static Yaml read(Yaml root, YamlFiles files) throws IOException {
        if (!(root instanceof Yaml.Members members) || !members.members().containsKey("extends")) {
            return Includes.joined(root, files);
        }
        var own = new LinkedHashMap<>(members.members());
        var other = other(own.remove("extends").value(), files);
        var all = new LinkedHashMap<>(other.members());
        if (own.containsKey("bucket") || own.containsKey("buckets")) {
            all.keySet().removeAll(List.of("bucket", "buckets"));
        }
        all.putAll(own);
        return Includes.joined(new Yaml.Members(all, members.place()), files);
    }

    private static Yaml.Members other(Yaml named, YamlFiles files) throws IOException {
        var file = Fields.text(named, "extends", FILE, "the file of another catalogue, such as ../catalogue.yaml");
        var other = files.read(file);
        if (!(other instanceof Yaml.Members members)) {
            throw new CatalogueException(other.place(), "a catalogue that another extends must have members");
        }
        if (members.members().containsKey("extends")) {
            throw new CatalogueException(
                    members.members().get("extends").place(),
                    "a catalogue that another extends may not extend a third; extend that one");
        }
        var folder = file.substring(0, file.lastIndexOf('/') + 1);
        return (Yaml.Members) Includes.joined(members, files.in(folder));
    }
}
