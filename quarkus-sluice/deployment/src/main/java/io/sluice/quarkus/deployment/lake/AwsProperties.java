package io.sluice.quarkus.deployment.lake;

import io.sluice.quarkus.LakeFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
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
    private static final Duration RENEWAL = Duration.ofSeconds(30);

    private final Path file;
    private final String role;
    private final Thread renewal;
    private final Map<String, String> before = new LinkedHashMap<>();

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
            while (true) {
                Thread.sleep(RENEWAL);
                apply();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the lake has ended; restart the application: {0}", e.toString());
        }
    }

    private synchronized void apply() throws IOException {
        var lake = LakeFile.read(file);
        var keys = lake.roles().get(role);
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
