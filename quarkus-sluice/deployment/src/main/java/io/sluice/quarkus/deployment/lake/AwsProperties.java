package io.sluice.quarkus.deployment.lake;

import io.sluice.quarkus.LakeFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Has every AWS client of this process be the application's role at the lake, by the system properties of the AWS SDK: the first place
 * <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">where it looks</a>, so that what the
 * person has configured for AWS is never used against the lake. They are renewed while sessions end and new ones are written.
 */
final class AwsProperties implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AwsProperties.class.getName());

    /** Short, since a lake that another application started anew knows no older session. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int PATIENCE = 60;

    private final Path file;
    private final String role;
    private final Thread renewal;
    private final Map<String, String> before = new LinkedHashMap<>();
    private FileTime applied = FileTime.fromMillis(0);

    private AwsProperties(Path file, String role) {
        this.file = file;
        this.role = role;
        renewal = Thread.ofPlatform().daemon().name("sluice-credentials").unstarted(this::renew);
    }

    static AwsProperties set(Path file, String role) {
        var properties = new AwsProperties(file, role);
        try {
            properties.apply();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        properties.renewal.start();
        return properties;
    }

    private void renew() {
        try {
            for (int missed = 0; missed < PATIENCE; missed = follow() ? 0 : missed + 1) {
                Thread.sleep(LOOK);
            }
            LOG.log(Level.WARNING, "the lake has ended; restart the application");
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the lake cannot be asked for keys; restart the application: {0}", e.toString());
        }
    }

    /** Whether the lake is there: its file is not while it is started anew. */
    private boolean follow() throws IOException {
        try {
            if (!Files.getLastModifiedTime(file).equals(applied)) {
                apply();
            }
            return true;
        } catch (NoSuchFileException betweenTwoLakes) {
            return false;
        }
    }

    private synchronized void apply() throws IOException {
        applied = Files.getLastModifiedTime(file);
        var lake = LakeFile.read(file);
        var keys = lake.roles().get(role);
        if (keys == null) {
            throw new IOException("the catalogue has no role " + role + " any more");
        }
        put("sluice.lake.file", file.toString());
        put("aws.endpointUrl", lake.place().endpoint().toString());
        put("aws.region", lake.place().region());
        put("aws.accessKeyId", keys.accessKeyId());
        put("aws.secretAccessKey", keys.secretAccessKey());
        put("aws.sessionToken", keys.sessionToken());
    }

    private void put(String name, String value) {
        var was = System.setProperty(name, value);
        before.putIfAbsent(name, was == null ? "" : was);
    }

    /** Puts back what was there before. */
    @Override
    public void close() {
        renewal.interrupt();
        restore();
    }

    private synchronized void restore() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
