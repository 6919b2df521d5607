package io.sluice.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;

/** Where a demo writes, for itself alone until it is closed. */
record DemoFolder(Path path, Optional<FileChannel> lock) implements AutoCloseable {
    private static final int NEEDED_MEGABYTES = 100;

    /** The folder that is named, or else {@code target/demo}, from which what an earlier demo left is deleted. */
    static DemoFolder open(Path home, Optional<Path> named) throws IOException {
        if (named.isPresent()) {
            return new DemoFolder(empty(named.get().toAbsolutePath()), Optional.empty());
        }
        var target = Files.createDirectories(home.resolve("target"));
        Room.require(target, NEEDED_MEGABYTES);
        var lock = claim(target.resolve("demo.lock"));
        try {
            return new DemoFolder(emptied(target.resolve("demo")), Optional.of(lock));
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /** A folder of the person's own is never emptied. */
    private static Path empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        Room.require(folder, NEEDED_MEGABYTES);
        try (var files = Files.list(folder)) {
            if (files.findFirst().isPresent()) {
                throw new IOException(folder + " is not empty; name an empty folder with --data");
            }
        }
        return folder;
    }

    /** One demo in a checkout, since each begins by deleting what another left. */
    private static FileChannel claim(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("another demo runs in this checkout: stop that one, or name a folder with --data");
        }
        return channel;
    }

    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.walk(folder)) {
            for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return Files.createDirectories(folder);
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
