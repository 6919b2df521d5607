package io.sluice.redaction.door;

import io.sluice.lake.LocalLake;
import io.sluice.redaction.door.objectlambda.LoopbackNames;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK's clients for a lake in this process, under one identity or another. */
public final class LakeClients {
    private LakeClients() {}

    public static S3Client administrator(LocalLake lake) {
        var keys = lake.administrator();
        return client(lake, AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }

    public static S3Client role(LocalLake lake, String name) {
        var keys = lake.roles().get(name);
        return client(
                lake, AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
    }

    private static S3Client client(LocalLake lake, AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(lake.endpoint())
                .forcePathStyle(true)
                .region(Region.of(lake.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(to -> to.addExecutionInterceptor(new LoopbackNames())
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
