package io.sluice.lake.s3;

import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A whole lake, with a bucket of the administrator's, and somebody of another account who may do everything that account can allow. */
final class TestLake implements AutoCloseable {
    static final String BUCKET = "lake";

    private static final String OTHERS = """
            [{"arn":"arn:aws:iam::444455556666:user/other","accessKeyId":"AKIAOTHER00000000000",\
            "secretAccessKey":"another-account-of-tests","policies":[{"Version":"2012-10-17",\
            "Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}]}]""";

    private final LocalLake lake;

    TestLake(Path folder) {
        try {
            var principals = Files.writeString(folder.resolve("principals.json"), OTHERS);
            lake = LocalLake.builder()
                    .data(folder.resolve("data"))
                    .principals(principals)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var client = client()) {
            client.createBucket(bucket -> bucket.bucket(BUCKET));
        }
    }

    URI endpoint() {
        return lake.endpoint();
    }

    StaticCredentialsProvider administrator() {
        var keys = lake.administrator();
        return credentials(keys.accessKeyId(), keys.secretAccessKey());
    }

    static StaticCredentialsProvider other() {
        return credentials("AKIAOTHER00000000000", "another-account-of-tests");
    }

    private static StaticCredentialsProvider credentials(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    /** The administrator's, with everything as the SDK has it by default but the addressing. */
    S3Client client() {
        return client(administrator());
    }

    S3Client client(StaticCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build();
    }

    @Override
    public void close() {
        lake.close();
    }
}
