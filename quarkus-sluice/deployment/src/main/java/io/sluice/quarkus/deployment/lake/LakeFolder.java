package io.sluice.quarkus.deployment.lake;

import io.sluice.quarkus.LakeFile;
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
import java.util.Optional;

/** The folder of one lake, for its owner's eyes only. Who starts or stops the lake holds its lock. */
record LakeFolder(Path path) {
    private static final long LOCK_POLL_MILLIS = 50;

    static LakeFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        return new LakeFolder(path.toRealPath());
    }

    /** What is done while nobody else starts or stops this lake. */
    interface Guarded<T> {
        T run() throws IOException, InterruptedException;
    }

    <T> T locked(Guarded<T> action) throws IOException, InterruptedException {
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

    Path file() {
        return path.resolve("lake.json");
    }

    Path data() {
        return path.resolve("data");
    }

    Path accessLog() {
        return path.resolve("access.log");
    }

    /** What the process prints. */
    Path output() {
        return path.resolve("lake.log");
    }

    /** The lake that runs here. */
    Optional<LakeFile> running() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        var lake = LakeFile.read(file());
        return ProcessHandle.of(lake.process()).filter(ProcessHandle::isAlive).map(_ -> lake);
    }

    /** For what the applications keep that means nothing without this lake. */
    Path scratch() {
        return path.resolve("scratch");
    }

    /** Takes away what a lake left, so that the next begins empty. */
    void clear() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(accessLog());
        delete(data());
        delete(scratch());
        Files.createDirectories(scratch());
    }

    void delete() throws IOException {
        delete(path);
    }

    private static void delete(Path folder) throws IOException {
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
