package io.sluice.catalogue.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A log to read, packed by gzip or not.
 *
 * @param name as messages say it
 */
public record Source(String name, Opening opening) {
    private static final int BUFFER = 1 << 16;

    /** Opens it anew. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * A file, or every file of a folder and its folders in the order of their names, which is CloudTrail's order in time.
     *
     * @throws IOException where there is none, or it cannot be read
     */
    public static List<Source> of(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such log");
        }
        if (!Files.isDirectory(path)) {
            return List.of(file(path));
        }
        try (var files = Files.walk(path)) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Source::file)
                    .toList());
        }
    }

    private static Source file(Path path) {
        return new Source(path.toString(), () -> Files.newInputStream(path));
    }

    /** Its bytes, unpacked; what it is told by is its first bytes and not its name. */
    InputStream unpacked() throws IOException {
        var in = new BufferedInputStream(opening.open(), BUFFER);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }
}
