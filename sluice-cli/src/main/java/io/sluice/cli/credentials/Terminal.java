package io.sluice.cli.credentials;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The terminal that the person sits at, whatever standard output and standard error are connected with: whoever runs a
 * {@code credential_process} keeps those.
 */
final class Terminal implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/tty");

    private final Writer writer;

    private Terminal(Writer writer) {
        this.writer = writer;
    }

    /** The terminal of this process, or none: of a scheduled job, say, or of an editor. */
    static Optional<Terminal> open() {
        try {
            return Optional.of(new Terminal(new OutputStreamWriter(
                    Files.newOutputStream(DEVICE, StandardOpenOption.WRITE), StandardCharsets.UTF_8)));
        } catch (IOException | UnsupportedOperationException none) {
            return Optional.empty();
        }
    }

    void say(String text) {
        try {
            writer.write(text + System.lineSeparator());
            writer.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException("the terminal went away", gone);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
