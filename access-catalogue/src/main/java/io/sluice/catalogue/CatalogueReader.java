package io.sluice.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads catalogues that have most of their files in common, such as two versions of one: what stands in both is parsed once. */
public final class CatalogueReader {
    private final YamlFiles known = YamlFiles.of(Includes.NO_FILES);

    /** The catalogue in a file and those that it includes; of a folder, in its {@code catalogue.yaml}. */
    public Catalogue read(Path path) throws IOException {
        var file = Files.isDirectory(path) ? path.resolve("catalogue.yaml") : path.toAbsolutePath();
        return read(CatalogueFiles.in(file.getParent()), file.getFileName().toString());
    }

    /** The catalogue in one of these files and those that it extends and includes. */
    public Catalogue read(CatalogueFiles files, String file) throws IOException {
        return CatalogueParser.parse(Variants.read(file, known.with(files)));
    }
}
