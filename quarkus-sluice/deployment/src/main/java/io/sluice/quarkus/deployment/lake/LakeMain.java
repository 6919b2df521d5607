package io.sluice.quarkus.deployment.lake;

import io.sluice.lake.LocalLake;
import io.sluice.quarkus.Keys;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.process.Attendance;
import io.sluice.quarkus.deployment.process.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process of a lake: its argument is its folder, where its {@link LakeOrder} lies. It ends when it is told to, or when nobody uses it any
 * more.
 */
final class LakeMain {
    /** Shorter than the shortest session of a role, an hour. */
    private static final Duration RENEWAL = Duration.ofMinutes(20);

    private final LakeFolder folder;
    private final LakeOrder order;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private LakeMain(LakeFolder folder, LakeOrder order) {
        this.folder = folder;
        this.order = order;
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            var folder = LakeFolder.open(Path.of(arguments[0]));
            new LakeMain(folder, LakeOrder.read(folder.order())).run();
        } catch (IOException | RuntimeException failure) {
            System.err.println(failure.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        var builder = LocalLake.builder()
                .port(order.port())
                .data(folder.data())
                .accessLog(folder.accessLog())
                .catalogue(order.readCatalogue());
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
        new FunctionLanding(lake).land(order.functions());
        describe(lake).write(folder.file());
        var attendance = new Attendance(folder.path());
        var renewed = System.nanoTime();
        while (!told.await(500, TimeUnit.MILLISECONDS) && !attendance.over()) {
            if (System.nanoTime() - renewed > RENEWAL.toNanos()) {
                renewed = System.nanoTime();
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
                order.fingerprint(),
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
