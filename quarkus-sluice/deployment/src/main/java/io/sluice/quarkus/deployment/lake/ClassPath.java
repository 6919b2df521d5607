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
import java.util.Objects;

/** The class path of one artifact and all that it needs, out of the many that Quarkus has resolved for a build. */
public final class ClassPath {
    private static final String AWS = "software.amazon.awssdk:%s";

    private final Map<ArtifactKey, ResolvedDependency> resolved = new HashMap<>();

    public ClassPath(ApplicationModel model) {
        model.getDependencies().forEach(dependency -> resolved.put(dependency.getKey(), dependency));
        // The extension itself, where its own tests run.
        resolved.putIfAbsent(model.getAppArtifact().getKey(), model.getAppArtifact());
    }

    /** What the lake's process runs on: the lake, what deploys its functions, and the little here that starts it. */
    public List<Path> ofLake() {
        return paths(List.of(own("local-lake"), AWS.formatted("lambda"), AWS.formatted("url-connection-client")));
    }

    /** What the OIDC provider's process runs on. */
    public List<Path> ofOidcProvider() {
        return paths(List.of(own("oidc-provider")));
    }

    private List<Path> paths(List<String> artifacts) {
        var closure = new LinkedHashMap<ArtifactKey, ResolvedDependency>();
        List.of("quarkus-sluice", "quarkus-sluice-deployment").forEach(artifact -> {
            var starter = require(own(artifact));
            closure.put(starter.getKey(), starter);
        });
        artifacts.forEach(artifact -> close(require(artifact), closure));
        return closure.values().stream()
                .flatMap(dependency -> dependency.getResolvedPaths().stream())
                .toList();
    }

    private void close(ResolvedDependency artifact, Map<ArtifactKey, ResolvedDependency> closure) {
        var open = new ArrayDeque<>(List.of(artifact));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (closure.putIfAbsent(next.getKey(), next) == null) {
                next.getDependencies().stream()
                        .map(coords -> resolved.get(coords.getKey()))
                        .filter(Objects::nonNull)
                        .forEach(open::push);
            }
        }
    }

    private static String own(String artifact) {
        return "io.sluice:" + artifact;
    }

    private ResolvedDependency require(String artifact) {
        var found = resolved.get(ArtifactKey.fromString(artifact + "::jar"));
        if (found == null) {
            throw new IllegalStateException(artifact + " is not among the build's dependencies; is it excluded?");
        }
        return found;
    }
}
