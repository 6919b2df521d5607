package io.sluice.cli;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.CatalogueFiles;
import io.sluice.catalogue.CatalogueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A catalogue on disk, or as it was in a revision of git: {@code HEAD~1}, {@code main:teams/catalogue.yaml}. */
final class Revision {
    private Revision() {}

    static Catalogue read(CatalogueReader reader, String text) throws IOException {
        var path = Path.of(text);
        if (Files.exists(path)) {
            return reader.read(path);
        }
        var revision = text.split(":", 2)[0];
        var file = text.contains(":") ? text.substring(text.indexOf(':') + 1) : "catalogue.yaml";
        if (revision.startsWith("-") || !isRevision(revision)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no file, no folder and no git revision (REV or REV:FILE) here");
        }
        var folder = file.substring(0, file.lastIndexOf('/') + 1);
        return reader.read(in(revision, folder), file.substring(folder.length()));
    }

    private static boolean isRevision(String revision) throws IOException {
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}").exit == 0;
    }

    /** The files of a folder as they were in a revision. */
    private static CatalogueFiles in(String revision, String folder) {
        return new CatalogueFiles() {
            @Override
            public String read(String file) throws IOException {
                var path = path(folder + file);
                var shown = git("show", revision + ":" + path);
                if (shown.exit != 0) {
                    throw new IOException("there is no " + path + " in " + revision);
                }
                return shown.out;
            }

            @Override
            public List<String> below(String under) throws IOException {
                var path = path(folder + under);
                return git("ls-tree", "-r", "--name-only", "--full-tree", revision, "--", path)
                        .out
                        .lines()
                        .map(file -> Path.of(folder).relativize(Path.of(file)).toString())
                        .toList();
            }
        };
    }

    /** Git takes no {@code ..} in the path of a revision. */
    private static String path(String file) {
        return Path.of(file).normalize().toString();
    }

    private record Result(int exit, String out) {}

    private static Result git(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add("git");
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("git was interrupted", e);
        }
    }
}
