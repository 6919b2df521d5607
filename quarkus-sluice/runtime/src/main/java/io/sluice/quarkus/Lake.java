package io.sluice.quarkus;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * The lake of dev mode and of tests, to be injected. The application itself needs nothing of this: its AWS clients are configured to be
 * its own role. A test uses it to be somebody else, the administrator who fills the lake, or a role that must be refused:
 *
 * <pre>{@code
 * @Inject Lake lake;
 *
 * try (var s3 = lake.as("webAppClientRole", S3Client.builder().forcePathStyle(true)).build()) { … }
 * }</pre>
 */
@Singleton
public class Lake {
    private final Optional<Path> file;

    @Inject
    Lake(@ConfigProperty(name = "sluice.lake.file") Optional<Path> file) {
        this.file = file;
    }

    /** The lake that describes itself in this file, where nothing is injected: {@code sluice.lake.file} names it. */
    public static Lake of(Path file) {
        return new Lake(Optional.of(file));
    }

    /** Where it listens, {@code http://localhost:PORT}. */
    public URI endpoint() {
        return described().place().endpoint();
    }

    public String region() {
        return described().place().region();
    }

    public String account() {
        return described().place().account();
    }

    /** The catalogue's first bucket. */
    public String bucket() {
        return described().place().bucket();
    }

    /** One line of JSON a request. */
    public Path accessLog() {
        return described().accessLog();
    }

    /** The alias of an access point of the catalogue, which works as a bucket's name with every client. */
    public String accessPoint(String name) {
        return named("access point", name, described().accessPoints());
    }

    /** The alias of an Object Lambda access point of the catalogue. */
    public String objectLambdaAccessPoint(String name) {
        return named("Object Lambda access point", name, described().objectLambdaAccessPoints());
    }

    /** Who may do everything. */
    public Keys administrator() {
        return described().administrator();
    }

    /** A session of a role of the catalogue, by the role's name. */
    public Keys role(String name) {
        return named("role", name, described().roles());
    }

    /** Has the client that is being built talk to the lake as this role. */
    public <B extends AwsClientBuilder<B, C>, C> B as(String role, B builder) {
        return as(role(role), builder);
    }

    /** Has the client that is being built talk to the lake as the administrator. */
    public <B extends AwsClientBuilder<B, C>, C> B asAdministrator(B builder) {
        return as(administrator(), builder);
    }

    /** Has the client that is being built talk to the lake with these keys, such as those that Access Grants gave. */
    public <B extends AwsClientBuilder<B, C>, C> B as(Keys keys, B builder) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new LoopbackNames())
                        .build())
                .endpointOverride(endpoint())
                .region(Region.of(region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(keys)));
    }

    private static AwsCredentials credentials(Keys keys) {
        return keys.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    /** Read anew each time: sessions end, and the lake writes new ones. */
    private LakeFile described() {
        try {
            return LakeFile.read(file.orElseThrow(() ->
                    new IllegalStateException("no lake was started: this is neither dev mode nor a test, an endpoint"
                            + " is configured, or quarkus.sluice.devservices.enabled is false")));
        } catch (IOException e) {
            throw new UncheckedIOException("the lake has ended; restart the application", e);
        }
    }

    private static <T> T named(String kind, String name, Map<String, T> known) {
        var found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "the catalogue has no " + kind + " " + name + "; there is " + known.keySet());
        }
        return found;
    }
}
