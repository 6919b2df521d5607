package io.sluice.quarkus.deployment.lake;

import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import io.sluice.quarkus.Keys;
import io.sluice.quarkus.LakeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process of a lake: folder, catalogue, port and fingerprint are its arguments. It ends when it is told to, or when nobody has held
 * a lease on its folder for {@link #PATIENCE}.
 */
final class LakeMain {
    /** Longer than an application takes to start anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Shorter than the shortest session of a role, an hour. */
    private static final Duration RENEWAL = Duration.ofMinutes(20);

    private final LakeFolder folder;
    private final String fingerprint;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private LakeMain(LakeFolder folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            var folder = LakeFolder.open(Path.of(arguments[0]));
            new LakeMain(folder, arguments[3])
                    .run(Catalogue.read(Path.of(arguments[1])), Integer.parseInt(arguments[2]));
        } catch (IOException | RuntimeException failure) {
            System.err.println(failure.getMessage());
            System.exit(2);
        }
    }

    private void run(Catalogue catalogue, int port) throws IOException, InterruptedException {
        var builder = LocalLake.builder()
                .port(port)
                .data(folder.data())
                .accessLog(folder.accessLog())
                .catalogue(catalogue);
        try (var lake = builder.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            serve(lake);
        } finally {
            closed.countDown();
        }
        if (told.getCount() > 0) {
            folder.locked(this::clearUnlessUsed);
        }
    }

    private Boolean clearUnlessUsed() throws IOException {
        var used = Lease.anyAlive(folder.path());
        if (!used) {
            folder.clear();
        }
        return used;
    }

    private void serve(LocalLake lake) throws IOException, InterruptedException {
        var used = System.nanoTime();
        var renewed = System.nanoTime();
        describe(lake).write(folder.file());
        while (!told.await(500, TimeUnit.MILLISECONDS)) {
            var now = System.nanoTime();
            if (Lease.anyAlive(folder.path())) {
                used = now;
            } else if (now - used > PATIENCE.toNanos()) {
                return;
            }
            if (now - renewed > RENEWAL.toNanos()) {
                renewed = now;
                describe(lake).write(folder.file());
            }
        }
    }

    /** Holds the exit of the JVM until all is on disk. */
    private void stop() {
        told.countDown();
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LakeFile describe(LocalLake lake) {
        var roles = new LinkedHashMap<String, Keys>();
        lake.roles()
                .forEach((name, role) -> roles.put(
                        name, new Keys(role.arn(), role.accessKeyId(), role.secretAccessKey(), role.sessionToken())));
        var administrator = lake.administrator();
        return new LakeFile(
                new LakeFile.Place(lake.endpoint(), lake.region(), lake.account(), lake.bucket()),
                ProcessHandle.current().pid(),
                fingerprint,
                lake.accessLog(),
                new Keys(
                        "arn:aws:iam::" + lake.account() + ":user/administrator",
                        administrator.accessKeyId(),
                        administrator.secretAccessKey(),
                        ""),
                roles,
                lake.accessPoints(),
                lake.objectLambdaAccessPoints());
    }
}
