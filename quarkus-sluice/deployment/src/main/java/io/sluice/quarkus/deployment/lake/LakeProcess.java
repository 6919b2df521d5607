package io.sluice.quarkus.deployment.lake;

import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the process of a lake. */
final class LakeProcess {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private LakeProcess() {}

    /** Starts a lake in the folder and waits until it answers. */
    static LakeFile start(LakeFolder folder, LakeOrder order, List<Path> classPath)
            throws IOException, InterruptedException {
        Files.deleteIfExists(folder.file());
        order.write(folder.order());
        var process = process(folder, classPath)
                .builder(folder.path(), folder.output())
                .start();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(folder.file())) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("the lake ended with " + process.exitValue() + ": "
                        + Files.readString(folder.output()).strip());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the lake did not start within " + START_LIMIT.toSeconds()
                        + " s; what it printed is in " + folder.output());
            }
        }
        return LakeFile.read(folder.file());
    }

    private static JavaProcess process(LakeFolder folder, List<Path> classPath) {
        return new JavaProcess(
                classPath,
                // A function's zip is in memory several times while it is deployed.
                List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"),
                LakeMain.class.getName(),
                List.of(folder.path().toString()));
    }
}
