package io.sluice.quarkus.deployment.lake;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.CatalogueException;
import io.sluice.catalogue.CatalogueFiles;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalogue on disk that is understood to its last member.
 *
 * @param files all that it was read from, those that it extends and includes with it
 * @param fingerprint differs where the content of any of these files does
 */
public record CatalogueSource(
        Path file, Catalogue catalogue, RenderedCatalogue rendered, List<Path> files, String fingerprint) {
    private static final String NAME = "catalogue.yaml";

    public CatalogueSource {
        files = List.copyOf(files);
    }

    /**
     * Reads the catalogue of a module.
     *
     * @throws ConfigurationException where there is none, or it is wrong, with file, line and column
     */
    public static CatalogueSource of(Path module, Optional<Path> configured) {
        var file = configured.map(path -> within(module.resolve(path))).orElseGet(() -> nearest(module));
        var seen = new TreeMap<Path, String>();
        try {
            var catalogue = Catalogue.read(
                    remembering(file.getParent(), seen), file.getFileName().toString());
            var rendered = catalogue.render();
            return new CatalogueSource(file, catalogue, rendered, List.copyOf(seen.keySet()), fingerprint(seen));
        } catch (CatalogueException wrong) {
            throw new ConfigurationException(
                    "the access catalogue in " + file.getParent() + " is wrong: " + wrong.getMessage(), wrong);
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException("there is no access catalogue " + missing.getFile()
                    + "; quarkus.sluice.devservices.catalogue names a file or folder");
        } catch (IOException e) {
            throw new ConfigurationException("the access catalogue " + file + " cannot be read: " + e, e);
        }
    }

    private static Path within(Path path) {
        var asked = path.toAbsolutePath().normalize();
        return Files.isDirectory(asked) ? asked.resolve(NAME) : asked;
    }

    private static Path nearest(Path module) {
        for (var folder = module.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(NAME))) {
                return folder.resolve(NAME);
            }
        }
        throw new ConfigurationException("there is no " + NAME + " in " + module
                + " or above it; write one, or set quarkus.sluice.devservices.catalogue to a file or folder");
    }

    private static CatalogueFiles remembering(Path root, Map<Path, String> seen) {
        var files = CatalogueFiles.in(root);
        return new CatalogueFiles() {
            @Override
            public String read(String file) throws IOException {
                var text = files.read(file);
                seen.put(root.resolve(file).normalize(), text);
                return text;
            }

            @Override
            public List<String> below(String folder) throws IOException {
                return files.below(folder);
            }
        };
    }

    private static String fingerprint(Map<Path, String> seen) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            seen.forEach((file, text) -> digest.update((file + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
