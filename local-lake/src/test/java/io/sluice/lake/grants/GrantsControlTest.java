package io.sluice.lake.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.CreateAccessGrantRequest;
import software.amazon.awssdk.services.s3control.model.CreateAccessGrantResponse;
import software.amazon.awssdk.services.s3control.model.GranteeType;
import software.amazon.awssdk.services.s3control.model.ListAccessGrantEntry;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.s3control.model.S3ControlException;
import software.amazon.awssdk.services.s3control.model.S3PrefixType;
import software.amazon.awssdk.services.s3control.model.Tag;

/** The control plane of S3 Access Grants as the SDK sees it. */
class GrantsControlTest {
    private static final String ACCOUNT = ShopFast.ACCOUNT;
    private static final String MARKETING = "arn:aws:iam::111122223333:role/ShopFast-Marketing";

    @TempDir
    private static Path folder;

    private static ShopFast shop;
    private static S3ControlClient control;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopFast(folder);
        control = shop.control(shop.administrator());
    }

    @AfterAll
    static void stop() {
        control.close();
        shop.close();
    }

    private static String code(Runnable call) {
        var refusal = catchThrowableOfType(S3ControlException.class, call::run);
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }

    private static String location() {
        return control.listAccessGrantsLocations(r -> r.accountId(ACCOUNT).locationScope("s3://shopfast-data/"))
                .accessGrantsLocationsList()
                .getFirst()
                .accessGrantsLocationId();
    }

    private static CreateAccessGrantResponse grant(Consumer<CreateAccessGrantRequest.Builder> change) {
        return control.createAccessGrant(r -> {
            r.accountId(ACCOUNT)
                    .accessGrantsLocationId(location())
                    .accessGrantsLocationConfiguration(c -> c.s3SubPrefix("x/*"))
                    .grantee(g -> g.granteeType(GranteeType.IAM).granteeIdentifier(MARKETING))
                    .permission(Permission.READ);
            change.accept(r);
        });
    }

    @Test
    void catalogueHasMadeInstanceLocationsAndGrants() {
        var instance = control.getAccessGrantsInstance(r -> r.accountId(ACCOUNT));

        assertThat(instance.accessGrantsInstanceArn()).isEqualTo(ShopFast.INSTANCE_ARN);
        assertThat(instance.accessGrantsInstanceId()).isEqualTo("default");
        assertThat(instance.identityCenterInstanceArn()).isEqualTo(ShopFast.IDENTITY_CENTER);
        assertThat(control.listAccessGrantsInstances(r -> r.accountId(ACCOUNT)).accessGrantsInstancesList())
                .hasSize(1);
        assertThat(control.getAccessGrantsLocation(r -> r.accountId(ACCOUNT).accessGrantsLocationId(location()))
                        .iamRoleArn())
                .isEqualTo(ShopFast.LOCATION_ROLE);
        assertThat(control.listAccessGrants(r -> r.accountId(ACCOUNT)
                                .granteeIdentifier(MARKETING)
                                .permission(Permission.READ)
                                .grantScope("s3://shopfast-data/products*"))
                        .accessGrantsList())
                .hasSize(1)
                .allSatisfy(grant -> assertThat(grant.applicationArn()).isEqualTo("NA"));
        assertThat(control.listAccessGrants(r -> r.accountId(ACCOUNT).granteeType(GranteeType.DIRECTORY_GROUP))
                        .accessGrantsList())
                .hasSize(6)
                .allSatisfy(grant -> assertThat(grant.applicationArn()).isEqualTo("ALL"));
        assertThat(control.getAccessGrantsInstanceForPrefix(
                                r -> r.accountId(ACCOUNT).s3Prefix("s3://shopfast-data/users"))
                        .accessGrantsInstanceArn())
                .isEqualTo(ShopFast.INSTANCE_ARN);
    }

    @Test
    void listingPagesThroughAllGrants() {
        var ids = control.listAccessGrantsPaginator(r -> r.accountId(ACCOUNT).maxResults(5)).stream()
                .peek(page -> assertThat(page.accessGrantsList()).hasSizeLessThanOrEqualTo(5))
                .flatMap(page -> page.accessGrantsList().stream())
                .map(ListAccessGrantEntry::accessGrantId)
                .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void grantIsMadeGotAndDeleted() {
        var made = grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("made/*")));

        assertThat(made.grantScope()).isEqualTo("s3://shopfast-data/made/*");
        assertThat(made.accessGrantArn()).isEqualTo(ShopFast.INSTANCE_ARN + "/grant/" + made.accessGrantId());
        var got = control.getAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
        assertThat(got.grantee().granteeIdentifier()).isEqualTo(MARKETING);
        assertThat(got.accessGrantsLocationConfiguration().s3SubPrefix()).isEqualTo("made/*");
        assertThat(code(() -> grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("made/*")))))
                .isEqualTo("409 AccessGrantAlreadyExists");
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
        assertThat(code(() -> control.getAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()))))
                .isEqualTo("404 NoSuchAccessGrantError");
    }

    record Wrong(String name, String code, Consumer<CreateAccessGrantRequest.Builder> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> wrongGrants() {
        return Stream.of(
                new Wrong(
                        "no such location", "404 NoSuchAccessGrantsLocationError", r -> r.accessGrantsLocationId("x")),
                new Wrong(
                        "a prefix without a star",
                        "400 InvalidAccessGrant",
                        r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("x/"))),
                new Wrong("an object with a star", "400 InvalidAccessGrant", r -> r.s3PrefixType(S3PrefixType.OBJECT)),
                new Wrong(
                        "nobody of the directory",
                        "400 InvalidAccessGrant",
                        r -> r.grantee(
                                g -> g.granteeType(GranteeType.DIRECTORY_USER).granteeIdentifier("nobody"))),
                new Wrong(
                        "no group of the directory",
                        "400 InvalidAccessGrant",
                        r -> r.grantee(
                                g -> g.granteeType(GranteeType.DIRECTORY_GROUP).granteeIdentifier("nobody"))),
                new Wrong(
                        "no ARN",
                        "400 InvalidAccessGrant",
                        r -> r.grantee(g -> g.granteeType(GranteeType.IAM).granteeIdentifier("Marketing"))),
                new Wrong("no permission", "400 InvalidRequest", r -> r.permission("ALL")),
                new Wrong(
                        "a reserved tag",
                        "400 InvalidTags",
                        r -> r.tags(Tag.builder().key("aws:x").value("y").build())),
                new Wrong(
                        "a tag twice",
                        "400 InvalidTag",
                        r -> r.tags(
                                Tag.builder().key("k").value("1").build(),
                                Tag.builder().key("k").value("2").build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongGrants")
    void refusesAGrantOf(Wrong wrong) {
        assertThat(code(() -> grant(wrong.change()))).isEqualTo(wrong.code());
    }

    @Test
    void defaultLocationMustBeNarrowedToABucket() {
        var location = control.createAccessGrantsLocation(
                r -> r.accountId(ACCOUNT).locationScope("s3://").iamRoleArn(ShopFast.LOCATION_ROLE));

        assertThat(location.accessGrantsLocationId()).isEqualTo("default");
        for (var broad : List.of("*", "shopfast*", "shopfast-data*", "nowhere/*")) {
            assertThat(code(() -> grant(r -> r.accessGrantsLocationId("default")
                            .accessGrantsLocationConfiguration(c -> c.s3SubPrefix(broad)))))
                    .isEqualTo("400 InvalidAccessGrant");
        }
        assertThat(code(() -> grant(r -> r.accessGrantsLocationId("default")
                        .accessGrantsLocationConfiguration(c -> c.s3SubPrefix(null)))))
                .isEqualTo("400 InvalidAccessGrant");
        var made = grant(r -> r.accessGrantsLocationId("default")
                .accessGrantsLocationConfiguration(c -> c.s3SubPrefix("shopfast-data/narrow/*")));
        assertThat(made.grantScope()).isEqualTo("s3://shopfast-data/narrow/*");
        assertThat(code(() -> control.deleteAccessGrantsLocation(
                        r -> r.accountId(ACCOUNT).accessGrantsLocationId("default"))))
                .isEqualTo("400 AccessGrantsLocationNotEmptyError");
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
        control.deleteAccessGrantsLocation(r -> r.accountId(ACCOUNT).accessGrantsLocationId("default"));
    }

    @ParameterizedTest(name = "{0} under {1}: {2}")
    @CsvSource({
        "s3://nowhere/,         accessGrantsLocationRole, 400 InvalidAccessGrantsLocation",
        "shopfast-data,         accessGrantsLocationRole, 400 InvalidAccessGrantsLocation",
        "s3://shopfast-data/a,  nobodysRole,              400 InvalidIamRole",
        "s3://shopfast-data/,   accessGrantsLocationRole, 409 AccessGrantsLocationAlreadyExistsError",
        "s3://shopfast-data,    accessGrantsLocationRole, 409 AccessGrantsLocationAlreadyExistsError",
    })
    void refusesALocation(String scope, String role, String code) {
        assertThat(code(() -> control.createAccessGrantsLocation(r -> r.accountId(ACCOUNT)
                        .locationScope(scope)
                        .iamRoleArn("arn:aws:iam::111122223333:role/" + role))))
                .isEqualTo(code);
    }

    @Test
    void roleThatDoesNotTrustTheServiceVendsNothing() {
        var location = control.createAccessGrantsLocation(r -> r.accountId(ACCOUNT)
                .locationScope("s3://shopfast-data/untrusting/")
                .iamRoleArn(MARKETING));
        var made = grant(r -> r.accessGrantsLocationId(location.accessGrantsLocationId())
                .accessGrantsLocationConfiguration(c -> c.s3SubPrefix("*")));

        var refusal = catchThrowableOfType(
                S3ControlException.class,
                () -> asMarketing(client -> client.getDataAccess(r -> r.accountId(ACCOUNT)
                        .target("s3://shopfast-data/untrusting/*")
                        .permission(Permission.READ))));

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("StsNotAuthorizedError");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "User: access-grants.s3.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: "
                                + MARKETING);
        control.updateAccessGrantsLocation(r -> r.accountId(ACCOUNT)
                .accessGrantsLocationId(location.accessGrantsLocationId())
                .iamRoleArn(ShopFast.LOCATION_ROLE));
        assertThat(asMarketing(client -> client.getDataAccess(r -> r.accountId(ACCOUNT)
                                .target("s3://shopfast-data/untrusting/*")
                                .permission(Permission.READ)))
                        .credentials())
                .isNotNull();
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
        control.deleteAccessGrantsLocation(
                r -> r.accountId(ACCOUNT).accessGrantsLocationId(location.accessGrantsLocationId()));
    }

    private static <T> T asMarketing(Function<S3ControlClient, T> call) {
        return as(shop.role("ShopFast-Marketing"), call);
    }

    private static <T> T as(AwsCredentials caller, Function<S3ControlClient, T> call) {
        try (var client = shop.control(caller)) {
            return call.apply(client);
        }
    }

    @Test
    void instanceIsOnlyOneAndGoesOnlyEmpty() {
        assertThat(code(() -> control.createAccessGrantsInstance(r -> r.accountId(ACCOUNT))))
                .isEqualTo("409 AccessGrantsInstanceAlreadyExists");
        assertThat(code(() -> control.deleteAccessGrantsInstance(r -> r.accountId(ACCOUNT))))
                .isEqualTo("400 AccessGrantsInstanceNotEmptyError");
        assertThat(code(() -> control.associateAccessGrantsIdentityCenter(
                        r -> r.accountId(ACCOUNT).identityCenterArn("arn:aws:sso:::instance/ssoins-0000000000000000"))))
                .isEqualTo("400 InvalidIdentityCenterInstance");
    }

    @Test
    void directoryCountsForAnInstanceThatIsAssociatedWithIt() {
        var cleo = shop.actFor("cleo.support");
        control.dissociateAccessGrantsIdentityCenter(r -> r.accountId(ACCOUNT));

        assertThat(as(cleo, client -> client.listCallerAccessGrants(r -> r.accountId(ACCOUNT)))
                        .callerAccessGrantsList())
                .isEmpty();
        control.associateAccessGrantsIdentityCenter(
                r -> r.accountId(ACCOUNT).identityCenterArn(ShopFast.IDENTITY_CENTER));
        assertThat(as(cleo, client -> client.listCallerAccessGrants(r -> r.accountId(ACCOUNT)))
                        .callerAccessGrantsList())
                .hasSize(2);
    }

    @Test
    void grantForAnotherApplicationIsListedAndNotUsed() {
        var cleo = shop.actFor("cleo.support");
        var group = control.listAccessGrants(r -> r.accountId(ACCOUNT)
                        .granteeType(GranteeType.DIRECTORY_GROUP)
                        .grantScope("s3://shopfast-data/users*")
                        .permission(Permission.READ))
                .accessGrantsList()
                .getFirst()
                .grantee();
        var made = grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("app/*"))
                .grantee(group)
                .applicationArn(shop.application()));

        assertThat(as(
                                cleo,
                                client -> client.getDataAccess(r -> r.accountId(ACCOUNT)
                                        .target("s3://shopfast-data/app/*")
                                        .permission(Permission.READ)))
                        .grantee()
                        .granteeType())
                .isEqualTo(GranteeType.DIRECTORY_GROUP);
        assertThat(code(() -> grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("app/*"))
                        .grantee(group)
                        .applicationArn("arn:aws:sso::111122223333:application/ssoins-7223b1a9c0d4e5f6/apl-0"))))
                .isEqualTo("400 InvalidAccessGrant");
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
    }

    @Test
    void tagsArePutListedAndTakenAway() {
        var made = grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("tagged/*"))
                .tags(Tag.builder().key("team").value("a").build()));
        control.tagResource(r -> r.accountId(ACCOUNT)
                .resourceArn(made.accessGrantArn())
                .tags(Tag.builder().key("cost").value("b c").build()));

        assertThat(tags(made.accessGrantArn())).isEqualTo(Map.of("team", "a", "cost", "b c"));
        control.untagResource(
                r -> r.accountId(ACCOUNT).resourceArn(made.accessGrantArn()).tagKeys("team", "absent"));
        assertThat(tags(made.accessGrantArn())).isEqualTo(Map.of("cost", "b c"));
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
    }

    private static Map<String, String> tags(String arn) {
        return control.listTagsForResource(r -> r.accountId(ACCOUNT).resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Test
    void resourcePolicyLetsAnotherAccountAsk() {
        var partner = shop.partner();
        assertThat(code(() -> as(partner, client -> client.listCallerAccessGrants(r -> r.accountId(ACCOUNT)))))
                .isEqualTo("403 AccessDenied");

        control.putAccessGrantsInstanceResourcePolicy(
                r -> r.accountId(ACCOUNT).policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "444455556666"},
                 "Action": ["s3:ListCallerAccessGrants", "s3:GetDataAccess", "s3:GetAccessGrantsInstanceForPrefix"], "Resource": "%s"}]}""".formatted(ShopFast.INSTANCE_ARN)));
        var made = grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("partner/*"))
                .grantee(g ->
                        g.granteeType(GranteeType.IAM).granteeIdentifier("arn:aws:iam::444455556666:user/partner")));

        assertThat(as(partner, client -> client.listCallerAccessGrants(r -> r.accountId(ACCOUNT)))
                        .callerAccessGrantsList())
                .hasSize(1);
        assertThat(as(
                                partner,
                                client -> client.getDataAccess(r -> r.accountId(ACCOUNT)
                                        .target("s3://shopfast-data/partner/*")
                                        .permission(Permission.READ)))
                        .matchedGrantTarget())
                .isEqualTo("s3://shopfast-data/partner/*");
        assertThat(as(
                                partner,
                                client -> client.getAccessGrantsInstanceForPrefix(
                                        r -> r.accountId("444455556666").s3Prefix("s3://shopfast-data/partner/")))
                        .accessGrantsInstanceArn())
                .isEqualTo(ShopFast.INSTANCE_ARN);
        assertThat(code(() -> as(partner, client -> client.listAccessGrants(r -> r.accountId(ACCOUNT)))))
                .isEqualTo("403 AccessDenied");
        assertThat(control.getAccessGrantsInstanceResourcePolicy(r -> r.accountId(ACCOUNT))
                        .policy())
                .contains("444455556666");
        assertThat(code(() -> control.putAccessGrantsInstanceResourcePolicy(
                        r -> r.accountId(ACCOUNT).policy("{\"Version\": \"2012-10-17\"}"))))
                .isEqualTo("400 InvalidResourcePolicy");
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(made.accessGrantId()));
        control.deleteAccessGrantsInstanceResourcePolicy(r -> r.accountId(ACCOUNT));
        assertThat(code(() -> control.getAccessGrantsInstanceResourcePolicy(r -> r.accountId(ACCOUNT))))
                .isEqualTo("404 AccessGrantsInstanceResourcePolicyNotExists");
    }

    @Test
    void departmentMayAskForItsDataAndChangeNothing() {
        assertThat(code(() -> asMarketing(client -> client.getAccessGrantsInstance(r -> r.accountId(ACCOUNT)))))
                .isEqualTo("403 AccessDenied");
        assertThat(code(() -> asMarketing(client -> client.listAccessGrants(r -> r.accountId(ACCOUNT)))))
                .isEqualTo("403 AccessDenied");
        assertThat(code(() -> asMarketing(client -> client.createAccessGrant(r -> r.accountId(ACCOUNT)
                        .accessGrantsLocationId(location())
                        .accessGrantsLocationConfiguration(c -> c.s3SubPrefix("*"))
                        .grantee(g -> g.granteeType(GranteeType.IAM).granteeIdentifier(MARKETING))
                        .permission(Permission.READWRITE)))))
                .isEqualTo("403 AccessDenied");
        assertThat(asMarketing(client -> client.listCallerAccessGrants(
                                r -> r.accountId(ACCOUNT).grantScope("s3://shopfast-data/prod*")))
                        .callerAccessGrantsList())
                .hasSize(1);
        assertThat(code(() -> asMarketing(client ->
                        client.listCallerAccessGrants(r -> r.accountId(ACCOUNT).grantScope("prod*")))))
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void restartKeepsWhatWasMadeByHandAndMakesTheCataloguesOwnAgain() throws Exception {
        var byHand = grant(r -> r.accessGrantsLocationConfiguration(c -> c.s3SubPrefix("by-hand/*")));
        var ofCatalogue = control.listAccessGrants(r ->
                        r.accountId(ACCOUNT).granteeIdentifier(MARKETING).grantScope("s3://shopfast-data/products*"))
                .accessGrantsList()
                .getFirst();
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(ofCatalogue.accessGrantId()));

        control.close();
        shop.restart();
        control = shop.control(shop.administrator());

        assertThat(control.getAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(byHand.accessGrantId()))
                        .grantScope())
                .isEqualTo("s3://shopfast-data/by-hand/*");
        assertThat(control.getAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(ofCatalogue.accessGrantId()))
                        .grantScope())
                .isEqualTo("s3://shopfast-data/products*");
        control.deleteAccessGrant(r -> r.accountId(ACCOUNT).accessGrantId(byHand.accessGrantId()));
    }
}
