package io.sluice.cli;

import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which catalogue a command is about. */
final class CatalogueOption {
    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "The access catalogue, or the folder of its catalogue.yaml. Default: the demo's.")
    private Optional<Path> file = Optional.empty();

    Catalogue read() throws IOException {
        return file.isPresent() ? Catalogue.read(file.get()) : DemoCatalogue.read();
    }
}
