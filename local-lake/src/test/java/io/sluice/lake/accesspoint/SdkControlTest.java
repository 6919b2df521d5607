package io.sluice.lake.accesspoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.CreateAccessPointRequest;
import software.amazon.awssdk.services.s3control.model.CreateAccessPointResponse;
import software.amazon.awssdk.services.s3control.model.NetworkOrigin;
import software.amazon.awssdk.services.s3control.model.NoSuchPublicAccessBlockConfigurationException;

/** The control plane as the AWS SDK sees it, and what it changes for the data plane. */
class SdkControlTest {
    private static final String ROLE = "webAppClientRole";

    private static LocalLake lake;
    private static SdkHttpClient http;
    private static S3ControlClient control;
    private static S3ControlClient controlOfRole;
    private static S3Client s3;
    private static S3Client s3OfRole;
    private static String account;

    @BeforeAll
    static void start() throws IOException {
        lake = LocalLake.builder().start();
        account = lake.account();
        // Names under localhost resolve nowhere by themselves on some machines.
        http = ApacheHttpClient.builder()
                .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .build();
        var keys = lake.administrator();
        var administrator = AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey());
        var role = lake.roles().get(ROLE);
        var session = AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken());
        control = control(administrator);
        controlOfRole = control(session);
        s3 = s3(administrator);
        s3OfRole = s3(session);
    }

    @AfterAll
    static void stop() {
        control.close();
        controlOfRole.close();
        s3.close();
        s3OfRole.close();
        http.close();
        lake.close();
    }

    private static S3ControlClient control(AwsCredentials credentials) {
        return S3ControlClient.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static S3Client s3(AwsCredentials credentials) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    @Test
    void createdAccessPointIsGotAndListedUntilItIsDeleted() {
        var created = create(
                "round-trip",
                request -> request.vpcConfiguration(vpc -> vpc.vpcId("vpc-1"))
                        .publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)
                                .ignorePublicAcls(true)
                                .blockPublicPolicy(false)
                                .restrictPublicBuckets(true)));

        var got = control.getAccessPoint(request -> request.accountId(account).name("round-trip"));

        assertThat(got.accessPointArn()).isEqualTo(created.accessPointArn()).isEqualTo(arn("round-trip"));
        assertThat(got.alias()).isEqualTo(created.alias());
        assertThat(got.bucket()).isEqualTo(lake.bucket());
        assertThat(got.networkOrigin()).isEqualTo(NetworkOrigin.VPC);
        assertThat(got.vpcConfiguration().vpcId()).isEqualTo("vpc-1");
        assertThat(got.publicAccessBlockConfiguration().blockPublicPolicy()).isFalse();
        assertThat(got.publicAccessBlockConfiguration().restrictPublicBuckets()).isTrue();
        assertThat(got.creationDate()).isNotNull();
        assertThat(got.endpoints()).containsEntry("ipv4", "s3-accesspoint.us-east-1.amazonaws.com");
        control.deleteAccessPoint(request -> request.accountId(account).name("round-trip"));
        var gone = refused(() ->
                control.getAccessPoint(request -> request.accountId(account).name("round-trip")));
        assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("NoSuchAccessPoint");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.requestId()).isNotEmpty();
    }

    @Test
    void listingPagesThroughTheAccessPointsOfTheBucket() {
        List.of("page-1", "page-2", "page-3").forEach(name -> create(name, _ -> {}));

        var names = control
                .listAccessPointsPaginator(request ->
                        request.accountId(account).bucket(lake.bucket()).maxResults(2))
                .stream()
                .flatMap(page -> page.accessPointList().stream())
                .map(point -> point.name())
                .toList();

        assertThat(names).isSorted().contains("page-1", "page-2", "page-3", "ec2-consumer");
    }

    /** The policy of an access point opens it for its role at once, by ARN and by alias; the bucket's delegation is the catalogue's. */
    @Test
    void policyOfTheCataloguesAccessPointCanBeReplacedAtRunTime() {
        s3.putObject(
                request -> request.bucket(lake.bucket()).key("sales_event/policy"), RequestBody.fromString("body"));
        String before = policy("ec2-consumer");

        control.deleteAccessPointPolicy(request -> request.accountId(account).name("ec2-consumer"));

        assertThat(refused(() -> read(s3OfRole, arn("ec2-consumer"), "sales_event/policy"))
                        .awsErrorDetails()
                        .errorMessage())
                .isEqualTo("User: " + sessionArn()
                        + " is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::" + lake.bucket()
                        + "/sales_event/policy\" because no identity-based policy allows the s3:GetObject action");
        assertThat(refused(() -> policy("ec2-consumer")).awsErrorDetails().errorCode())
                .isEqualTo("NoSuchAccessPointPolicy");
        putPolicy("ec2-consumer", before);
        assertThat(policy("ec2-consumer")).isEqualTo(before);
        assertThat(control.getAccessPointPolicyStatus(
                                request -> request.accountId(account).name("ec2-consumer"))
                        .policyStatus()
                        .isPublic())
                .isFalse();
        assertThat(read(s3OfRole, arn("ec2-consumer"), "sales_event/policy")).isEqualTo("body");
        assertThat(read(s3OfRole, lake.accessPointAlias("ec2-consumer"), "sales_event/policy"))
                .isEqualTo("body");
    }

    /** An access point that the bucket's policy does not trust gives nothing, whatever its own policy says. */
    @Test
    void accessPointThatTheBucketDoesNotTrustGivesNothing() {
        s3.putObject(request -> request.bucket(lake.bucket()).key("sales_event/trust"), RequestBody.fromString("body"));
        create("untrusted", _ -> {});
        putPolicy("untrusted", policy("ec2-consumer").replace("ec2-consumer", "untrusted"));

        var refused = refused(() -> read(s3OfRole, arn("untrusted"), "sales_event/trust"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(read(s3OfRole, arn("ec2-consumer"), "sales_event/trust")).isEqualTo("body");
    }

    @Test
    void vpcAccessPointRefusesRequestsFromElsewhere() {
        s3.putObject(request -> request.bucket(lake.bucket()).key("sales_event/vpc"), RequestBody.fromString("body"));
        create("from-vpc", request -> request.vpcConfiguration(vpc -> vpc.vpcId("vpc-1")));
        create("from-internet", _ -> {});

        assertThat(refused(() -> read(s3, arn("from-vpc"), "sales_event/vpc")).statusCode())
                .isEqualTo(403);
        assertThat(read(s3, arn("from-internet"), "sales_event/vpc")).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:CreateAccessPoint",
                "s3:GetAccessPoint",
                "s3:ListAccessPoints",
                "s3:DeleteAccessPoint",
                "s3:PutAccessPointPolicy",
                "s3:GetAccessPointPolicy",
                "s3:DeleteAccessPointPolicy",
                "s3:GetAccessPointPolicyStatus",
                "s3:GetAccountPublicAccessBlock",
                "s3:PutAccountPublicAccessBlock"
            })
    void roleWithoutPermissionIsRefusedEachCall(String action) {
        var refused = refused(() -> call(controlOfRole, action));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(refused.awsErrorDetails().errorMessage())
                .startsWith("User: " + sessionArn() + " is not authorized to perform: " + action + " on resource: ")
                .endsWith(" because no identity-based policy allows the " + action + " action");
    }

    private static void call(S3ControlClient client, String action) {
        switch (action) {
            case "s3:CreateAccessPoint" ->
                client.createAccessPoint(
                        request -> request.accountId(account).name("by-role").bucket(lake.bucket()));
            case "s3:GetAccessPoint" ->
                client.getAccessPoint(request -> request.accountId(account).name("ec2-consumer"));
            case "s3:ListAccessPoints" -> client.listAccessPoints(request -> request.accountId(account));
            case "s3:DeleteAccessPoint" ->
                client.deleteAccessPoint(request -> request.accountId(account).name("ec2-consumer"));
            case "s3:PutAccessPointPolicy" ->
                client.putAccessPointPolicy(request ->
                        request.accountId(account).name("ec2-consumer").policy("{}"));
            case "s3:GetAccessPointPolicy" ->
                client.getAccessPointPolicy(
                        request -> request.accountId(account).name("ec2-consumer"));
            case "s3:DeleteAccessPointPolicy" ->
                client.deleteAccessPointPolicy(
                        request -> request.accountId(account).name("ec2-consumer"));
            case "s3:GetAccessPointPolicyStatus" ->
                client.getAccessPointPolicyStatus(
                        request -> request.accountId(account).name("ec2-consumer"));
            case "s3:GetAccountPublicAccessBlock" -> client.getPublicAccessBlock(request -> request.accountId(account));
            case "s3:PutAccountPublicAccessBlock" ->
                client.deletePublicAccessBlock(request -> request.accountId(account));
            default -> throw new IllegalArgumentException(action);
        }
    }

    @Test
    void errorsAreThoseOfAws() {
        create("twice", _ -> {});

        assertThat(refused(() -> create("twice", _ -> {})))
                .returns(409, AwsServiceException::statusCode)
                .returns(
                        "AccessPointAlreadyOwnedByYou",
                        error -> error.awsErrorDetails().errorCode());
        assertThat(refused(() -> create("elsewhere", request -> request.bucket("nowhere"))))
                .returns(400, AwsServiceException::statusCode)
                .returns("InvalidRequest", error -> error.awsErrorDetails().errorCode());
        assertThat(refused(() -> create("ends-", _ -> {})))
                .returns("InvalidRequest", error -> error.awsErrorDetails().errorCode());
        assertThat(refused(() -> putPolicy("twice", "{\"Version\":\"2012-10-17\"")))
                .returns("MalformedPolicy", error -> error.awsErrorDetails().errorCode());
        assertThat(refused(() -> control.listStorageLensConfigurations(request -> request.accountId(account))))
                .returns(501, AwsServiceException::statusCode)
                .returns("NotImplemented", error -> error.awsErrorDetails().errorCode());
    }

    @Test
    void accountsPublicAccessBlockIsPutGotAndDeleted() {
        control.deletePublicAccessBlock(request -> request.accountId(account));
        assertThat(catchThrowableOfType(
                        NoSuchPublicAccessBlockConfigurationException.class,
                        () -> control.getPublicAccessBlock(request -> request.accountId(account))))
                .isNotNull();

        control.putPublicAccessBlock(request ->
                request.accountId(account).publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(true)));

        var block = control.getPublicAccessBlock(request -> request.accountId(account))
                .publicAccessBlockConfiguration();
        assertThat(block.restrictPublicBuckets()).isTrue();
        assertThat(block.blockPublicPolicy()).isFalse();
        control.deletePublicAccessBlock(request -> request.accountId(account));
    }

    @Test
    void bucketWithAnAccessPointStays() {
        s3.createBucket(request -> request.bucket("attached"));
        create("attached-point", request -> request.bucket("attached"));

        assertThat(refused(() -> s3.deleteBucket(request -> request.bucket("attached")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("BucketHasAccessPointsAttached");
        control.deleteAccessPoint(request -> request.accountId(account).name("attached-point"));
        s3.deleteBucket(request -> request.bucket("attached"));
        assertThat(s3.listBuckets().buckets()).noneMatch(bucket -> bucket.name().equals("attached"));
    }

    /** From closed, as buckets begin, over public, to restricted: only the setting changes, never the policy. */
    @Test
    void publicAccessIsBlockedUntilEverySettingIsOff() throws Exception {
        s3.createBucket(request -> request.bucket("open-data"));
        s3.putObject(request -> request.bucket("open-data").key("k"), RequestBody.fromString("for all"));
        String policy = """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::open-data/*"}]}
                """;

        assertThat(refused(() -> s3.putBucketPolicy(
                                request -> request.bucket("open-data").policy(policy)))
                        .awsErrorDetails()
                        .errorMessage())
                .endsWith(
                        "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
        s3.deletePublicAccessBlock(request -> request.bucket("open-data"));
        s3.putBucketPolicy(request -> request.bucket("open-data").policy(policy));
        assertThat(s3.getBucketPolicyStatus(request -> request.bucket("open-data"))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        assertThat(anonymously("/open-data/k")).isEqualTo(200);
        s3.putPublicAccessBlock(request ->
                request.bucket("open-data").publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(true)));
        assertThat(anonymously("/open-data/k")).isEqualTo(403);
        assertThat(read(s3, "open-data", "k")).isEqualTo("for all");
    }

    private static int anonymously(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(lake.endpoint() + path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private static CreateAccessPointResponse create(String name, Consumer<CreateAccessPointRequest.Builder> more) {
        return control.createAccessPoint(request -> {
            request.accountId(account).name(name).bucket(lake.bucket());
            more.accept(request);
        });
    }

    private static void putPolicy(String name, String policy) {
        control.putAccessPointPolicy(
                request -> request.accountId(account).name(name).policy(policy));
    }

    private static String policy(String name) {
        return control.getAccessPointPolicy(
                        request -> request.accountId(account).name(name))
                .policy();
    }

    private static String read(S3Client client, String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String();
    }

    private static String arn(String name) {
        return "arn:aws:s3:" + lake.region() + ":" + account + ":accesspoint/" + name;
    }

    private static String sessionArn() {
        return "arn:aws:sts::" + account + ":assumed-role/" + ROLE + "/local-lake";
    }

    private static AwsServiceException refused(Runnable call) {
        return catchThrowableOfType(AwsServiceException.class, call::run);
    }
}
