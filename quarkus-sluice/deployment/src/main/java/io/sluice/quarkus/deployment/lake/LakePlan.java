package io.sluice.quarkus.deployment.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What lake is wanted.
 *
 * @param port 0 for a free one
 * @param sharedFolder where applications in dev mode find each other's lake; empty for a lake of one's own
 * @param contents what of the catalogue is replaced, and the code of its functions
 * @param classPath of its process
 */
public record LakePlan(
        CatalogueSource source, int port, Optional<Path> sharedFolder, Contents contents, List<Path> classPath) {
    public LakePlan {
        classPath = List.copyOf(classPath);
    }

    /** Beside the catalogue. */
    public record Contents(Map<String, String> replaced, Map<String, FunctionCode> functions) {
        public Contents {
            replaced = Map.copyOf(replaced);
            functions = Map.copyOf(functions);
        }
    }

    /** Equal where a lake that runs will do, whichever class loader asks. */
    public String identity() {
        return String.join(
                " ",
                source.fingerprint(),
                Integer.toString(port),
                sharedFolder.map(Path::toString).orElse(""),
                new TreeMap<>(contents.replaced()).toString(),
                new TreeMap<>(contents.functions()).toString());
    }

    /**
     * @param listen 0 for a free port
     * @param deployed functions that other applications have brought; those of this plan come before
     */
    LakeOrder order(int listen, Map<String, FunctionCode> deployed) {
        var functions = new TreeMap<>(deployed);
        functions.values().removeIf(code -> !code.isThere());
        functions.putAll(contents.functions());
        return new LakeOrder(source.file(), source.fingerprint(), listen, contents.replaced(), functions);
    }
}
