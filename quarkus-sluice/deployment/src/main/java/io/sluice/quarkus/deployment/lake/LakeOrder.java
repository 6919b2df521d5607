package io.sluice.quarkus.deployment.lake;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.CatalogueFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the process of a lake is told.
 *
 * @param catalogue its file
 * @param port 0 for a free one
 * @param replaced texts of the catalogue that stand for others in this lake: the address of the OIDC provider of a test
 * @param functions the code of the catalogue's functions, by name
 */
record LakeOrder(
        Path catalogue,
        String fingerprint,
        int port,
        Map<String, String> replaced,
        Map<String, FunctionCode> functions) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    LakeOrder {
        replaced = Map.copyOf(replaced);
        functions = Map.copyOf(functions);
    }

    static LakeOrder read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), LakeOrder.class);
    }

    /** Whether a lake of this order does for the other, wherever it listens. */
    boolean isSameLakeAs(LakeOrder other) {
        return fingerprint.equals(other.fingerprint) && functions.equals(other.functions);
    }

    void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    Catalogue readCatalogue() throws IOException {
        var files = CatalogueFiles.in(catalogue.getParent());
        return Catalogue.read(
                new CatalogueFiles() {
                    @Override
                    public String read(String file) throws IOException {
                        var text = files.read(file);
                        for (var each : replaced.entrySet()) {
                            text = text.replace(each.getKey(), each.getValue());
                        }
                        return text;
                    }

                    @Override
                    public List<String> below(String folder) throws IOException {
                        return files.below(folder);
                    }
                },
                catalogue.getFileName().toString());
    }
}
