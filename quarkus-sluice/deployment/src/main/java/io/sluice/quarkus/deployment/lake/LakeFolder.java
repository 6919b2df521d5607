package io.sluice.quarkus.deployment.lake;

import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.process.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of one lake, for its owner's eyes only. Who starts or stops the lake holds its lock. */
record LakeFolder(Path path) {
    static LakeFolder open(Path path) throws IOException {
        return new LakeFolder(OwnFolder.open(path).path());
    }

    <T> T locked(OwnFolder.Guarded<T> action) throws IOException, InterruptedException {
        return new OwnFolder(path).locked(action);
    }

    Path file() {
        return path.resolve("lake.json");
    }

    /** What its process is told. */
    Path order() {
        return path.resolve("order.json");
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
        OwnFolder.delete(data());
        OwnFolder.delete(scratch());
        Files.createDirectories(scratch());
    }

    void delete() throws IOException {
        OwnFolder.delete(path);
    }
}
