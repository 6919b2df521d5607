package io.sluice.cli.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ties a process to the thread that starts it by Linux's parent-death signal, see
 * <a href="https://man7.org/linux/man-pages/man1/setpriv.1.html">setpriv(1)</a>. Other systems have no such thing, and there a part
 * that its parent could not end stays.
 */
final class Tether {
    private static final Optional<Path> SETPRIV = find();

    private Tether() {}

    /** The command line of this JVM's {@code java} with these arguments. */
    static List<String> tied(List<String> arguments) {
        var command = new ArrayList<String>();
        SETPRIV.ifPresent(tool -> command.addAll(List.of(tool.toString(), "--pdeathsig", "TERM")));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }

    private static Optional<Path> find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "setpriv"))
                .filter(Files::isExecutable)
                // BusyBox's knows no signals.
                .filter(tool -> !isBusyBox(tool))
                .findFirst();
    }

    private static boolean isBusyBox(Path tool) {
        try {
            return tool.toRealPath().getFileName().toString().contains("busybox");
        } catch (IOException unreadable) {
            return true;
        }
    }
}
