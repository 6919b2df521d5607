package io.sluice.system.newcomer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sources as a clone has them, in another folder: nothing of it is built. */
final class Clone {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES =
            Set.of("target", ".git", "system-tests", "deploy", "bench", "docs", ".idea");

    private final Path folder;

    private Clone(Path folder) {
        this.folder = folder;
    }

    static Clone into(Path folder) throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                if (isLeftOut(source)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(folder.resolve(ROOT.relativize(source)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                Files.copy(source, folder.resolve(ROOT.relativize(source)));
                return FileVisitResult.CONTINUE;
            }
        });
        for (var module : List.of("system-tests", "deploy", "bench/scaling")) {
            Files.createDirectories(folder.resolve(module));
            Files.copy(
                    ROOT.resolve(module).resolve("pom.xml"),
                    folder.resolve(module).resolve("pom.xml"));
        }
        return new Clone(folder);
    }

    private static boolean isLeftOut(Path source) {
        return source.endsWith("src/test")
                || (!source.equals(ROOT)
                        && NO_SOURCES.contains(source.getFileName().toString()));
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A person's environment, with Maven as it is set up here, and further arguments for it. */
    static Map<String, String> environment(String mavenArguments) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", System.getProperty("user.home"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("MAVEN_ARGS", mavenArguments);
        return environment;
    }
}
