package io.sluice.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * Joins the files that {@code include} names to a catalogue, so that each team owns its own. They add to the lists of the catalogue, in the
 * order of their names, and say nothing of account, Region, buckets or who signs in.
 */
final class Includes {
    static final List<String> LISTS = List.of(
            "dataSets", "applications", "functions", "views", "users", "departments", "exceptions", "acknowledge");

    private static final Pattern GLOB =
            Pattern.compile("(?!/)(?!.*(^|/)\\.\\.(/|$))[A-Za-z0-9._/*?{},\\[\\]-]+\\.ya?ml");

    private final YamlFiles files;

    private Includes(YamlFiles files) {
        this.files = files;
    }

    static Yaml joined(Yaml root, YamlFiles files) throws IOException {
        if (!(root instanceof Yaml.Members members) || !members.members().containsKey("include")) {
            return root;
        }
        var all = new LinkedHashMap<>(members.members());
        var include = all.remove("include");
        var items = new LinkedHashMap<String, List<Yaml>>();
        for (var file : files.read(new Includes(files).named(include.value()))) {
            add(all, items, file);
        }
        items.forEach((name, list) -> {
            var first = all.get(name);
            all.put(
                    name,
                    new Yaml.Member(
                            first.place(), new Yaml.Items(list, first.value().place())));
        });
        return new Yaml.Members(all, members.place());
    }

    private SequencedSet<String> named(Yaml include) throws IOException {
        var named = new LinkedHashSet<String>();
        for (var item : Fields.items(include, "include")) {
            var glob = Fields.text(
                    item, "include", GLOB, "files below this one's folder, such as teams/*.yaml or teams/**/*.yaml");
            var found = matching(glob);
            if (found.isEmpty()) {
                throw new CatalogueException(item.place(), "there is no file \"" + glob + "\"");
            }
            named.addAll(found);
        }
        return named;
    }

    private List<String> matching(String glob) throws IOException {
        var literal = glob.substring(0, glob.split("[*?{\\[]", 2)[0].lastIndexOf('/') + 1);
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        return files.below(literal).stream()
                .filter(file -> matcher.matches(Path.of(file)))
                .sorted()
                .toList();
    }

    /** What a member has in the catalogue itself comes first; it stands where it was said first. */
    private static void add(SequencedMap<String, Yaml.Member> all, Map<String, List<Yaml>> items, Yaml included) {
        if (!(included instanceof Yaml.Members members)) {
            throw new CatalogueException(included.place(), "an included file must have members: " + LISTS);
        }
        members.members().forEach((name, member) -> {
            if (!LISTS.contains(name)) {
                throw new CatalogueException(
                        member.place(),
                        "unknown member \"" + name + "\" of an included file" + Nearest.hint(name, LISTS));
            }
            var before = all.putIfAbsent(name, member);
            items.computeIfAbsent(
                            name,
                            _ -> before == null
                                    ? new ArrayList<>()
                                    : new ArrayList<>(Fields.items(before.value(), name)))
                    .addAll(Fields.items(member.value(), name));
        });
    }

    /** For text that stands alone. */
    static final CatalogueFiles NO_FILES = new CatalogueFiles() {
        @Override
        public String read(String file) {
            throw new UncheckedIOException(new IOException("no such file: " + file));
        }

        @Override
        public List<String> below(String folder) {
            return List.of();
        }
    };
}
