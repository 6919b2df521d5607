package io.sluice.system.faults;

import io.sluice.system.LakeProcess;
import java.net.InetAddress;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** The access points of the lake that runs now, by the alias that a service takes for a bucket. */
final class Gates {
    static final String ACCOUNT = "111122223333";

    private final Supplier<LakeProcess> lake;

    Gates(Supplier<LakeProcess> lake) {
        this.lake = lake;
    }

    String alias(String accessPoint) {
        try (var control = control()) {
            return control.getAccessPoint(get -> get.accountId(ACCOUNT).name(accessPoint))
                    .alias();
        }
    }

    String shield() {
        try (var control = control()) {
            return control.getAccessPointForObjectLambda(
                            get -> get.accountId(ACCOUNT).name("data-shield"))
                    .alias()
                    .value();
        }
    }

    private S3ControlClient control() {
        return S3ControlClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .endpointOverride(lake.get().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(lake.get().administrator()))
                .build();
    }
}
