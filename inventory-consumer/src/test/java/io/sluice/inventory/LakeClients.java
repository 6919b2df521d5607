package io.sluice.inventory;

import io.sluice.lake.LocalLake;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK's clients for a lake in this process, under one identity or another. */
final class LakeClients {
    private LakeClients() {}

    static S3Client administrator(LocalLake lake) {
        var keys = lake.administrator();
        return client(lake, AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }

    static S3Client role(LocalLake lake, String name) {
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
                .build();
    }
}
