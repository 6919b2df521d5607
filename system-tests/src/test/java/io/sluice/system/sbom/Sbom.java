package io.sluice.system.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a bill of materials says, in <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>.
 *
 * @param libraries of others; the modules of Sluice itself are left out
 */
record Sbom(List<Library> libraries) {
    private static final String OWN = "io.sluice";

    /**
     * One library.
     *
     * @param name as Maven has it, {@code group:artifact:version}
     * @param sha256 of its jar
     * @param licences identifiers, names or expressions, as its publisher gives them; any of them may be chosen
     */
    record Library(String name, String sha256, List<String> licences) {
        boolean is(String hash, String file) {
            return sha256.equals(hash) || file.endsWith(asQuarkusNamesIt());
        }

        /** {@code group.artifact-version.jar}, behind the folder or the word {@code modified-}. */
        private String asQuarkusNamesIt() {
            int version = name.lastIndexOf(':');
            return name.substring(0, version).replace(':', '.') + "-" + name.substring(version + 1) + ".jar";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Sbom parse(String json) throws IOException {
        var libraries = new ArrayList<Library>();
        for (var component : new ObjectMapper().readTree(json).path("components")) {
            if (!component.path("group").asText().equals(OWN)) {
                libraries.add(new Library(name(component), sha256(component), licences(component)));
            }
        }
        return new Sbom(List.copyOf(libraries));
    }

    /** Whether the library of a jar stands here: the very file, or one that Quarkus has rewritten, by the name it gives that. */
    boolean has(String sha256, String file) {
        return libraries.stream().anyMatch(library -> library.is(sha256, file));
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText() + ":"
                + component.path("version").asText();
    }

    private static String sha256(JsonNode component) {
        for (var hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    private static List<String> licences(JsonNode component) {
        var licences = new TreeSet<String>();
        for (var entry : component.path("licenses")) {
            for (var word : List.of(entry.at("/license/id"), entry.at("/license/name"), entry.path("expression"))) {
                if (word.isTextual()) {
                    licences.add(word.asText());
                }
            }
        }
        return List.copyOf(licences);
    }
}
