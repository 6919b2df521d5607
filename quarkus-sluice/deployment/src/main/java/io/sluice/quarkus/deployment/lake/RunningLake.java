package io.sluice.quarkus.deployment.lake;

import io.quarkus.deployment.builditem.Startable;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.process.JavaProcess;
import io.sluice.quarkus.deployment.process.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A lake for an application: one of its own, which ends with it, or one that it shares and that ends some time after the last
 * process that used it. A shared lake of another catalogue text, or without a function that this application brings, is started anew on
 * the same port over the same objects.
 */
public final class RunningLake implements Startable {
    private final LakePlan plan;
    private final String role;
    private LakeFolder folder;
    private Lease lease;
    private LakeFile lake;
    private AwsProperties properties;

    /** @param role of the application, by its name in the catalogue */
    public RunningLake(LakePlan plan, String role) {
        this.plan = plan;
        this.role = role;
    }

    @Override
    public void start() {
        try {
            folder = LakeFolder.open(
                    plan.sharedFolder().isPresent() ? plan.sharedFolder().get() : Files.createTempDirectory("sluice-"));
            lake = folder.locked(this::lease);
        } catch (IOException e) {
            throw new UncheckedIOException("the lake did not start: " + e.getMessage(), e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the lake started", interrupted);
        }
        properties = AwsProperties.set(folder.file(), role);
    }

    private LakeFile lease() throws IOException, InterruptedException {
        lease = Lease.take(folder.path());
        var running = folder.running();
        if (running.isEmpty()) {
            folder.clear();
            return LakeProcess.start(folder, plan.order(plan.port(), Map.of()), plan.classPath());
        }
        var has = LakeOrder.read(folder.order());
        var wanted = plan.order(running.get().place().endpoint().getPort(), has.functions());
        if (has.isSameLakeAs(wanted)) {
            return running.get();
        }
        JavaProcess.stop(running.get().process());
        return LakeProcess.start(folder, wanted, plan.classPath());
    }

    public LakeFile lake() {
        return lake;
    }

    /** Where the lake describes itself. */
    public Path file() {
        return folder.file();
    }

    /** A folder that goes when the lake does. */
    public Path scratch() {
        return folder.scratch();
    }

    @Override
    public String getConnectionInfo() {
        return Optional.ofNullable(lake)
                .map(started -> started.place().endpoint().toString())
                .orElse("");
    }

    /** There is none. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        if (lease == null) {
            return;
        }
        if (properties != null) {
            properties.close();
        }
        lease = null;
        if (plan.sharedFolder().isEmpty()) {
            end();
        }
    }

    private void end() throws IOException {
        try {
            if (lake != null) {
                JavaProcess.stop(lake.process());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        folder.delete();
    }
}
