package io.sluice.lake.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The log of one function, of all its environments: a file of bounded length, and the one before it. */
final class FunctionLog {
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final Path file;
    private final Path former;

    FunctionLog(Path folder, FunctionReference function) {
        file = folder.resolve(function.name() + ".log");
        former = folder.resolve(function.name() + ".1.log");
    }

    synchronized void append(byte[] bytes) {
        try {
            if (Files.exists(file) && Files.size(file) + bytes.length > MOST_BYTES) {
                Files.move(file, former, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of a function could not be written", e);
        }
    }
}
