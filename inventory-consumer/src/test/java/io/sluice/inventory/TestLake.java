package io.sluice.inventory;

import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.Path;

/** A lake in this process, of a catalogue of its own. */
final class TestLake {
    private TestLake() {}

    static LocalLake start() throws IOException {
        return LocalLake.builder()
                .catalogue(Catalogue.read(Path.of("src/test/resources/catalogue.yaml")))
                .start();
    }
}
