package io.sluice.quarkus.deployment.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** A folder for its owner's eyes only, with a lock that whoever starts or stops something in it holds. */
public record OwnFolder(Path path) {
    private static final long LOCK_POLL_MILLIS = 50;

    /** Makes it where it is not there. */
    public static OwnFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        return new OwnFolder(path.toRealPath());
    }

    /** What is done while nobody else starts or stops anything here. */
    public interface Guarded<T> {
        T run() throws IOException, InterruptedException;
    }

    public <T> T locked(Guarded<T> action) throws IOException, InterruptedException {
        try (var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock(channel)) {
            return action.run();
        }
    }

    /** A lock of another class loader of this process is an exception, not a wait. */
    private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException otherInThisProcess) {
                Thread.sleep(LOCK_POLL_MILLIS);
            }
        }
    }

    /** Deletes a folder with all that is in it; nothing where there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
