package io.sluice.lake.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** STS as the SDK sees it, and what the credentials it gives are good for. */
class StsClientTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/analystRole";
    private static final String CATALOGUE = """
            account: "111122223333"
            region: us-east-1
            bucket: {name: store-events, tls: optional}
            dataSets:
              - {name: sales-events, prefix: sales_event/, owner: sales, classification: internal}
            applications:
              - name: analysis
                role: analystRole
                trustedPrincipals: ["arn:aws:iam::111122223333:user/alice"]
                accessPoint: analysis
                dataSets:
                  sales-events: [read, write]
            """;
    private static final String USERS = """
            [{"arn": "arn:aws:iam::111122223333:user/alice", "accessKeyId": "AKIAALICE00000000001", "secretAccessKey": "alice-secret"},
             {"arn": "arn:aws:iam::111122223333:user/mallory", "accessKeyId": "AKIAMALLORY000000001", "secretAccessKey": "mallory-secret"}]""";
    private static final AwsCredentials ALICE = AwsBasicCredentials.create("AKIAALICE00000000001", "alice-secret");
    private static final AwsCredentials MALLORY = AwsBasicCredentials.create("AKIAMALLORY000000001", "mallory-secret");

    @TempDir
    private static Path folder;

    private static LocalLake lake;

    @BeforeAll
    static void start() throws IOException {
        lake = lake();
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    private static LocalLake lake() throws IOException {
        return LocalLake.builder()
                .catalogue(Catalogue.parse("c.yaml", CATALOGUE))
                .principals(Files.writeString(folder.resolve("principals.json"), USERS))
                .data(folder.resolve("data"))
                .start();
    }

    @Test
    void tellsUsersAndTheAdministratorWhoTheyAre() {
        var administrator = lake.administrator();

        assertThat(arn(ALICE)).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(arn(AwsBasicCredentials.create(administrator.accessKeyId(), administrator.secretAccessKey())))
                .isEqualTo("arn:aws:iam::111122223333:user/administrator");
    }

    @Test
    void givesTheSdksProviderASessionThatIsKnown() {
        try (var sts = sts(StaticCredentialsProvider.create(ALICE));
                var provider = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(r -> r.roleArn(ROLE).roleSessionName("alice"))
                        .build()) {
            assertThat(arn(provider.resolveCredentials()))
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/analystRole/alice");
        }
    }

    @Test
    void refusesARoleToWhomItDoesNotTrust() {
        try (var sts = sts(StaticCredentialsProvider.create(MALLORY))) {
            assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("mallory")))
                    .asInstanceOf(InstanceOfAssertFactories.type(StsException.class))
                    .satisfies(e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                        assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo(
                                        "User: arn:aws:iam::111122223333:user/mallory is not authorized to perform: sts:AssumeRole on resource: "
                                                + ROLE
                                                + " because no role trust policy allows the sts:AssumeRole action");
                    });
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "AKIAALICE00000000001, wrong, SignatureDoesNotMatch",
        "AKIANOBODY0000000001, alice-secret, InvalidClientTokenId"
    })
    void refusesAWrongSecretAndAnUnknownKey(String id, String secret, String code) {
        assertThatThrownBy(() -> arn(AwsBasicCredentials.create(id, secret)))
                .asInstanceOf(InstanceOfAssertFactories.type(StsException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void refusesASessionWithAnotherToken() {
        var session = assume(null);

        assertThatThrownBy(() ->
                        arn(AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), "other")))
                .asInstanceOf(InstanceOfAssertFactories.type(StsException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void refusesAnUnsignedCall() {
        try (var sts = sts(AnonymousCredentialsProvider.create())) {
            assertThatThrownBy(sts::getCallerIdentity)
                    .asInstanceOf(InstanceOfAssertFactories.type(StsException.class))
                    .satisfies(
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MissingAuthenticationToken"));
        }
    }

    @Test
    void saysThatAnOperationIsNotThere() {
        try (var sts = sts(StaticCredentialsProvider.create(ALICE))) {
            assertThatThrownBy(sts::getSessionToken)
                    .asInstanceOf(InstanceOfAssertFactories.type(StsException.class))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
        }
    }

    @Test
    void limitsWhatTheAccessPointGivesByTheSessionPolicy() {
        var readOnly =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
        try (var full = s3(assume(null));
                var limited = s3(assume(readOnly))) {
            put(full);

            assertThat(limited.getObjectAsBytes(r -> r.bucket(alias()).key("sales_event/a"))
                            .asUtf8String())
                    .isEqualTo("event");
            assertThatThrownBy(() -> put(limited))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("because no session policy allows the s3:PutObject action");
        }
    }

    @Test
    void keepsSessionsAndTheAdministratorOverARestart() throws IOException {
        var session = assume(null);
        var administrator = lake.administrator();
        lake.close();

        lake = lake();

        assertThat(lake.administrator()).isEqualTo(administrator);
        assertThat(arn(credentials(session))).isEqualTo("arn:aws:sts::111122223333:assumed-role/analystRole/session");
    }

    @Test
    void logsARefusal() throws IOException {
        try (var sts = sts(StaticCredentialsProvider.create(MALLORY))) {
            assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("logged")))
                    .isInstanceOf(StsException.class);
        }
        // Its lines are written behind the answers; all of them are there once it is closed.
        lake.close();
        var log = Files.readString(lake.accessLog());
        lake = lake();

        assertThat(log)
                .contains("arn:aws:iam::111122223333:user/mallory", "\"errorCode\":\"AccessDenied\"")
                .doesNotContain("mallory-secret");
    }

    private static void put(S3Client s3) {
        s3.putObject(r -> r.bucket(alias()).key("sales_event/a"), RequestBody.fromString("event"));
    }

    private static String alias() {
        return lake.accessPointAlias("analysis");
    }

    private static Credentials assume(String policy) {
        try (var sts = sts(StaticCredentialsProvider.create(ALICE))) {
            var request = AssumeRoleRequest.builder()
                    .roleArn(ROLE)
                    .roleSessionName("session")
                    .policy(policy);
            return sts.assumeRole(request.build()).credentials();
        }
    }

    private static String arn(AwsCredentials credentials) {
        try (var sts = sts(StaticCredentialsProvider.create(credentials))) {
            return sts.getCallerIdentity().arn();
        }
    }

    private static AwsCredentials credentials(Credentials session) {
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private static StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }

    private static S3Client s3(Credentials session) {
        return S3Client.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials(session)))
                .build();
    }
}
