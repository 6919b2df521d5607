package io.sluice.lake.objectlambda;

import static io.sluice.lake.objectlambda.Shield.ACCOUNT;
import static io.sluice.lake.objectlambda.Shield.ARN;
import static io.sluice.lake.objectlambda.Shield.BEHIND;
import static io.sluice.lake.objectlambda.Shield.FUNCTION;
import static io.sluice.lake.objectlambda.Shield.refusal;
import static io.sluice.lake.objectlambda.Shield.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.CreateAccessPointForObjectLambdaResponse;
import software.amazon.awssdk.services.s3control.model.ObjectLambdaAccessPoint;
import software.amazon.awssdk.services.s3control.model.ObjectLambdaConfiguration;
import software.amazon.awssdk.services.s3control.model.ObjectLambdaTransformationConfiguration;

/** The control plane of Object Lambda access points, as the AWS SDK sees it. */
class ControlTest {
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
            "Action":"s3-object-lambda:GetObject","Resource":"%s"}]}""";

    private static Shield shield;
    private static S3ControlClient control;

    @BeforeAll
    static void start(@TempDir Path folder) {
        shield = new Shield(folder, Duration.ofSeconds(20));
        control = shield.control;
    }

    @AfterAll
    static void stop() {
        shield.close();
    }

    private static CreateAccessPointForObjectLambdaResponse create(String name) {
        return control.createAccessPointForObjectLambda(create -> create.accountId(ACCOUNT)
                .name(name)
                .configuration(Shield.configuration(List.of("GetObject-Range"), "GetObject")));
    }

    @Test
    void createdOneIsGotAndListedUntilItIsDeleted() {
        var created = create("round-trip");

        assertThat(created.objectLambdaAccessPointArn()).isEqualTo(ARN.replace("shield", "round-trip"));
        assertThat(created.alias().value()).matches("round-trip-[a-z0-9]{29}--ol-s3");
        assertThat(created.alias().statusAsString()).isEqualTo("READY");
        var got = control.getAccessPointForObjectLambda(
                get -> get.accountId(ACCOUNT).name("round-trip"));
        assertThat(got.name()).isEqualTo("round-trip");
        assertThat(got.alias()).isEqualTo(created.alias());
        assertThat(got.creationDate()).isNotNull();
        assertThat(got.publicAccessBlockConfiguration().blockPublicPolicy()).isTrue();
        assertThat(names()).contains("round-trip", "shield");
        control.deleteAccessPointForObjectLambda(
                delete -> delete.accountId(ACCOUNT).name("round-trip"));
        assertThat(names()).doesNotContain("round-trip");
        assertThat(refusal(() -> control.getAccessPointForObjectLambda(
                        get -> get.accountId(ACCOUNT).name("round-trip"))))
                .isEqualTo("NoSuchAccessPoint");
    }

    private static List<String> names() {
        return control
                .listAccessPointsForObjectLambdaPaginator(
                        list -> list.accountId(ACCOUNT).maxResults(1))
                .stream()
                .flatMap(page -> page.objectLambdaAccessPointList().stream())
                .map(ObjectLambdaAccessPoint::name)
                .toList();
    }

    @Test
    void configurationIsGotAsItWasPut() {
        create("configured");
        var put = Shield.configuration(
                        List.of("GetObject-PartNumber", "HeadObject-Range"), "GetObject", "ListObjectsV2")
                .toBuilder()
                .cloudWatchMetricsEnabled(true)
                .build();

        control.putAccessPointConfigurationForObjectLambda(
                request -> request.accountId(ACCOUNT).name("configured").configuration(put));

        assertThat(control.getAccessPointConfigurationForObjectLambda(
                                get -> get.accountId(ACCOUNT).name("configured"))
                        .configuration())
                .isEqualTo(put);
    }

    @Test
    void policyIsGotAsItWasPutUntilItIsDeleted() {
        create("guarded");
        var policy = POLICY.formatted("arn:aws:iam::444455556666:root", ARN.replace("shield", "guarded"));

        control.putAccessPointPolicyForObjectLambda(
                put -> put.accountId(ACCOUNT).name("guarded").policy(policy));

        assertThat(control.getAccessPointPolicyForObjectLambda(
                                get -> get.accountId(ACCOUNT).name("guarded"))
                        .policy())
                .isEqualTo(policy);
        assertThat(control.getAccessPointPolicyStatusForObjectLambda(
                                get -> get.accountId(ACCOUNT).name("guarded"))
                        .policyStatus()
                        .isPublic())
                .isFalse();
        control.deleteAccessPointPolicyForObjectLambda(
                delete -> delete.accountId(ACCOUNT).name("guarded"));
        assertThat(refusal(() -> control.getAccessPointPolicyForObjectLambda(
                        get -> get.accountId(ACCOUNT).name("guarded"))))
                .isEqualTo("NoSuchAccessPointPolicy");
    }

    @Test
    void policyMustNotBePublicAndMustBeAboutIt() {
        create("strict");
        var refused = refused(() -> control.putAccessPointPolicyForObjectLambda(put ->
                put.accountId(ACCOUNT).name("strict").policy(POLICY.formatted("*", ARN.replace("shield", "strict")))));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.awsErrorDetails().errorMessage()).contains("BlockPublicPolicy");
        assertThat(refusal(() -> control.putAccessPointPolicyForObjectLambda(put -> put.accountId(ACCOUNT)
                        .name("strict")
                        .policy(POLICY.formatted("arn:aws:iam::444455556666:root", ARN)))))
                .isEqualTo("MalformedPolicy");
    }

    @Test
    void nameIsTakenOnce() {
        create("only-one");

        assertThat(refusal(() -> create("only-one"))).isEqualTo("AccessPointAlreadyOwnedByYou");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ab",
                "Capital",
                "-begins",
                "ends-",
                "x-s3alias",
                "a123456789-123456789-123456789-123456789-12345x"
            })
    void nameFollowsTheRules(String name) {
        assertThat(refused(() -> create(name)).statusCode()).isEqualTo(400);
    }

    static Stream<Arguments> configurations() {
        var good = Shield.configuration(List.of(), "GetObject");
        var one = good.transformationConfigurations().getFirst();
        return Stream.of(
                Arguments.of(
                        "a supporting access point that is not there",
                        good.toBuilder().supportingAccessPoint(BEHIND + "-no").build()),
                Arguments.of("no transformation", with(good, List.of())),
                Arguments.of("one action twice", with(good, List.of(one, one))),
                Arguments.of(
                        "an unknown action",
                        with(
                                good,
                                List.of(one.toBuilder()
                                        .actionsWithStrings("PutObject")
                                        .build()))),
                Arguments.of(
                        "an unknown feature",
                        good.toBuilder()
                                .allowedFeaturesWithStrings("Time-Travel")
                                .build()),
                Arguments.of("a function of another account", with(good, function("us-east-1:444455556666"))),
                Arguments.of("a function of another Region", with(good, function("eu-west-1:" + ACCOUNT))),
                Arguments.of("no function", with(good, function("nothing"))));
    }

    private static ObjectLambdaConfiguration with(
            ObjectLambdaConfiguration good, List<ObjectLambdaTransformationConfiguration> all) {
        return good.toBuilder().transformationConfigurations(all).build();
    }

    private static List<ObjectLambdaTransformationConfiguration> function(String place) {
        return List.of(
                Shield.configuration(List.of(), "GetObject").transformationConfigurations().getFirst().toBuilder()
                        .contentTransformation(content -> content.awsLambda(
                                lambda -> lambda.functionArn(FUNCTION.replace("us-east-1:" + ACCOUNT, place))))
                        .build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void configurationThatCannotWorkIsRefused(String name, ObjectLambdaConfiguration configuration) {
        assertThat(refused(() -> control.putAccessPointConfigurationForObjectLambda(
                                put -> put.accountId(ACCOUNT).name("shield").configuration(configuration)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoeverMayNotIsToldNothing() {
        try (var other = S3ControlClient.builder()
                .httpClient(shield.http)
                .endpointOverride(shield.lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAREADER", "secret-of-reader")))
                .build()) {
            Stream.of("shield", "not-there")
                    .forEach(name -> assertThat(refused(() -> other.getAccessPointConfigurationForObjectLambda(
                                            get -> get.accountId(ACCOUNT).name(name)))
                                    .awsErrorDetails()
                                    .errorMessage())
                            .contains("is not authorized to perform: s3:GetAccessPointConfigurationForObjectLambda"));
        }
    }
}
