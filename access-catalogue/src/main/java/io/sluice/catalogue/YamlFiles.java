package io.sluice.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of catalogues as YAML. Those of one name and text are parsed once, also for another catalogue that has them. */
final class YamlFiles {
    private record Source(String file, String text) {}

    private final CatalogueFiles files;
    private final Map<Source, Yaml> parsed;

    private YamlFiles(CatalogueFiles files, Map<Source, Yaml> parsed) {
        this.files = files;
        this.parsed = parsed;
    }

    static YamlFiles of(CatalogueFiles files) {
        return new YamlFiles(files, new ConcurrentHashMap<>());
    }

    /** Other files, which may be the same in part. */
    YamlFiles with(CatalogueFiles others) {
        return new YamlFiles(others, parsed);
    }

    YamlFiles in(String folder) {
        return with(files.in(folder));
    }

    List<String> below(String folder) throws IOException {
        return files.below(folder);
    }

    Yaml read(String file) throws IOException {
        return parse(new Source(file, files.read(file)));
    }

    /** Read one after the other, since they may come from anywhere; parsed side by side. */
    List<Yaml> read(Collection<String> names) throws IOException {
        var sources = new ArrayList<Source>();
        for (var name : names) {
            sources.add(new Source(name, files.read(name)));
        }
        try {
            return parse(sources.parallelStream());
        } catch (CatalogueException e) {
            // Of several mistakes the first in the order of the files is told.
            return parse(sources.stream());
        }
    }

    private List<Yaml> parse(Stream<Source> sources) {
        return sources.map(this::parse).toList();
    }

    private Yaml parse(Source source) {
        return parsed.computeIfAbsent(source, _ -> YamlParser.parse(source.file, source.text));
    }
}
