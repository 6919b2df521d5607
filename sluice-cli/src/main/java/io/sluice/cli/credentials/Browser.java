package io.sluice.cli.credentials;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The person's browser: {@code $BROWSER}, or what the desktop opens addresses with, or none where there is no desktop. */
final class Browser {
    private Browser() {}

    /** Whether one was started; what it prints goes nowhere. */
    static boolean open(URI address) {
        return command()
                .map(command -> started(List.of(command, address.toString())))
                .orElse(false);
    }

    private static Optional<String> command() {
        var chosen = System.getenv("BROWSER");
        if (chosen != null) {
            return chosen.isBlank() ? Optional.empty() : Optional.of(chosen);
        }
        if (System.getProperty("os.name").startsWith("Mac")) {
            return Optional.of("open");
        }
        boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return desktop ? Optional.of("xdg-open") : Optional.empty();
    }

    private static boolean started(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
