package io.sluice.cli;

import io.sluice.lake.LocalLake;
import java.net.InetAddress;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's clients for the demo's lake, as one identity or another; whoever gets one closes it. */
record Clients(LocalLake lake) {
    S3Client s3(AwsCredentialsProvider who) {
        return here(S3Client.builder().forcePathStyle(true).httpClientBuilder(ApacheHttpClient.builder()), who)
                .build();
    }

    LambdaClient lambda(AwsCredentialsProvider who) {
        return here(LambdaClient.builder().httpClientBuilder(ApacheHttpClient.builder()), who)
                .build();
    }

    StsClient sts(AwsCredentialsProvider who) {
        return here(StsClient.builder().httpClientBuilder(ApacheHttpClient.builder()), who)
                .build();
    }

    /** Its calls go to a name below localhost, which resolves on few machines and is always this one. */
    S3ControlClient s3Control(AwsCredentialsProvider who) {
        var http = ApacheHttpClient.builder().dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        return here(S3ControlClient.builder().httpClientBuilder(http), who).build();
    }

    private <B extends AwsClientBuilder<B, ?>> B here(B builder, AwsCredentialsProvider who) {
        return builder.endpointOverride(lake.endpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(who);
    }

    AwsCredentialsProvider administrator() {
        return keys(lake.administrator().accessKeyId(), lake.administrator().secretAccessKey());
    }

    AwsCredentialsProvider role(String name) {
        return StaticCredentialsProvider.create(session(name));
    }

    AwsCredentials session(String role) {
        var session = lake.roles().get(role);
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    static AwsCredentialsProvider keys(String accessKeyId, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
    }

    static AwsCredentialsProvider nobody() {
        return AnonymousCredentialsProvider.create();
    }
}
