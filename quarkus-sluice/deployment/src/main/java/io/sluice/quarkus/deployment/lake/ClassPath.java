package io.sluice.quarkus.deployment.lake;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The class path of one artifact and all that it needs, out of the many that Quarkus has resolved for a build. */
public final class ClassPath {
    private static final String GROUP = "io.sluice";

    private final Map<ArtifactKey, ResolvedDependency> resolved = new HashMap<>();

    public ClassPath(ApplicationModel model) {
        model.getDependencies().forEach(dependency -> resolved.put(dependency.getKey(), dependency));
        // The extension itself, where its own tests run.
        resolved.putIfAbsent(model.getAppArtifact().getKey(), model.getAppArtifact());
    }

    /** What the lake's process runs on: the lake, and the little here that starts it. */
    public List<Path> ofLake() {
        var closure = closure("local-lake");
        for (var artifact : List.of("quarkus-sluice", "quarkus-sluice-deployment")) {
            var own = require(artifact);
            closure.put(own.getKey(), own);
        }
        return closure.values().stream()
                .flatMap(dependency -> dependency.getResolvedPaths().stream())
                .toList();
    }

    private Map<ArtifactKey, ResolvedDependency> closure(String artifact) {
        var closure = new LinkedHashMap<ArtifactKey, ResolvedDependency>();
        var open = new ArrayDeque<>(List.of(require(artifact)));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (closure.putIfAbsent(next.getKey(), next) == null) {
                next.getDependencies().stream()
                        .map(coords -> resolved.get(coords.getKey()))
                        .filter(java.util.Objects::nonNull)
                        .forEach(open::push);
            }
        }
        return closure;
    }

    private ResolvedDependency require(String artifact) {
        var found = resolved.get(ArtifactKey.of(GROUP, artifact, "", "jar"));
        if (found == null) {
            throw new IllegalStateException(
                    GROUP + ":" + artifact + " is not among the build's dependencies; is it excluded?");
        }
        return found;
    }
}
