package io.sluice.cli;

import io.sluice.catalogue.RenderedView;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The catalogue's views as the file that the redaction service reads. */
final class Views {
    private Views() {}

    static String json(LocalLake lake) {
        return lake.catalogue().views().stream().map(RenderedView::document).collect(Collectors.joining(",", "[", "]"));
    }

    static Path file(LocalLake lake, Path file) throws IOException {
        return Files.writeString(file, json(lake));
    }
}
