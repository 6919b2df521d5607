package io.sluice.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a catalogue, on disk or anywhere else; their names are relative and have slashes. */
public interface CatalogueFiles {
    String read(String file) throws IOException;

    /** The files below a folder; all where it is empty. */
    List<String> below(String folder) throws IOException;

    /** The same files, named from another folder: {@code ../} or {@code teams/}; empty for this one. */
    default CatalogueFiles in(String folder) {
        var all = this;
        return new CatalogueFiles() {
            @Override
            public String read(String file) throws IOException {
                return all.read(folder + file);
            }

            @Override
            public List<String> below(String under) throws IOException {
                return all.below(folder + under).stream()
                        .map(file -> file.substring(folder.length()))
                        .toList();
            }
        };
    }

    /** The files of a folder on disk. */
    static CatalogueFiles in(Path root) {
        return new CatalogueFiles() {
            @Override
            public String read(String file) throws IOException {
                return Files.readString(root.resolve(file));
            }

            @Override
            public List<String> below(String folder) throws IOException {
                var start = root.resolve(folder);
                if (!Files.isDirectory(start)) {
                    return List.of();
                }
                try (var files = Files.walk(start)) {
                    return files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString().replace('\\', '/'))
                            .toList();
                }
            }
        };
    }
}
