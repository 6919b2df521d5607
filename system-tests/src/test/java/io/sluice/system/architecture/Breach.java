package io.sluice.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** A class that breaks a rule, compiled and nothing more. */
final class Breach {
    private Breach() {}

    /**
     * Compiles a class in one package and a class of another, each of which uses the other: what a rule sees are names, so both are made
     * here and nothing else is read.
     *
     * @return the folder with the compiled classes
     */
    static Path of(Path scratch, String inPackage, String uses) throws IOException {
        var used = uses.substring(uses.lastIndexOf('.') + 1);
        var sources = List.of(
                write(
                        scratch,
                        uses.substring(0, uses.lastIndexOf('.')),
                        used,
                        "public class " + used + " { " + inPackage + ".Breach back; }"),
                write(scratch, inPackage, "Breach", "public class Breach { " + uses + " forbidden; }"));
        var classes = Files.createDirectories(scratch.resolve("classes"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources);
        var options = List.of("-d", classes.toString(), "-proc:none", "-cp", scratch.toString());
        assertThat(compiler.getTask(null, null, null, options, null, files).call())
                .as("the breach compiles")
                .isTrue();
        return classes;
    }

    private static Path write(Path scratch, String inPackage, String name, String type) throws IOException {
        var folder = Files.createDirectories(scratch.resolve("sources").resolve(inPackage.replace('.', '/')));
        return Files.writeString(folder.resolve(name + ".java"), "package " + inPackage + "; " + type);
    }
}
