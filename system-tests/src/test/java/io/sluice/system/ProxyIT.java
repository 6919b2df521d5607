package io.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The lake as the HTTP proxy of a client that knows only AWS's own host names; nothing leaves this machine. */
final class ProxyIT {
    @TempDir
    static Path scratch;

    private static LakeProcess lake;

    @BeforeAll
    static void startLake() throws Exception {
        lake = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
    }

    @AfterAll
    static void stopLake() {
        lake.close();
    }

    @Test
    void anAccessPointArnWorksUnderItsTrueHostName() {
        try (var s3 = behindProxy(S3Client.builder(), lake.role("webAppClientRole"))) {
            s3.putObject(r -> r.bucket(accessPoint()).key("sales_event/kon.json"), RequestBody.fromString("{}"));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(accessPoint()).key("sales_event/kon.json"))
                            .asUtf8String())
                    .isEqualTo("{}");
        }
    }

    @Test
    void anotherPrefixIsRefusedUnderTheTrueHostName() {
        try (var s3 = behindProxy(S3Client.builder(), lake.role("webAppClientRole"))) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> s3.putObject(
                            r -> r.bucket(accessPoint()).key("inventory_event/kon.json"), RequestBody.fromString("{}")))
                    .matches(refusal -> refusal.statusCode() == 403);
        }
    }

    @Test
    void aBucketWorksUnderItsVirtualHostName() {
        try (var s3 = behindProxy(S3Client.builder(), lake.administrator())) {
            s3.putObject(r -> r.bucket(lake.bucket()).key("a//b/../c"), RequestBody.fromString("kept as it is"));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(lake.bucket()).key("a//b/../c"))
                            .asUtf8String())
                    .isEqualTo("kept as it is");
        }
    }

    @Test
    void theControlPlaneAnswersUnderItsTrueHostName() {
        try (var control = behindProxy(S3ControlClient.builder(), lake.administrator())) {
            assertThat(control.getAccessPoint(r -> r.accountId(account()).name("ec2-consumer"))
                            .bucket())
                    .isEqualTo(lake.bucket());
        }
    }

    @Test
    void theTokenServiceSaysWhoTheCallerIs() {
        try (var sts = behindProxy(StsClient.builder(), lake.role("webAppClientRole"))) {
            assertThat(sts.getCallerIdentity().arn()).contains(":assumed-role/webAppClientRole/");
        }
    }

    private static String account() {
        return lake.ready().get("account").asText();
    }

    private static String accessPoint() {
        return "arn:aws:s3:us-east-1:" + account() + ":accesspoint/ec2-consumer";
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C behindProxy(
            B builder, AwsCredentials credentials) {
        return AwsHosts.behindProxy(lake.endpoint(), builder, credentials);
    }
}
