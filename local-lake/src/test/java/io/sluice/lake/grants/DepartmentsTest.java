package io.sluice.lake.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.model.Credentials;
import software.amazon.awssdk.services.s3control.model.GetDataAccessResponse;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.s3control.model.S3ControlException;

/** A department's people get just their data, by IAM federation and by Identity Center alike. */
class DepartmentsTest {
    private static final String USERS = "s3://shopfast-data/users*";

    @TempDir
    private static Path folder;

    private static ShopFast shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopFast(folder);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static AwsCredentials cleo(String way) {
        return way.equals("IAM") ? shop.signIn("cleo.support", "CustomerSupport") : shop.actFor("cleo.support");
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"IAM", "Identity Center"})
    void customerSupportReadsUsersAndMayNotWriteThem(String way) {
        var cleo = cleo(way);

        assertThatThrownBy(() -> access(cleo, USERS, Permission.READWRITE))
                .asInstanceOf(InstanceOfAssertFactories.type(S3ControlException.class))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "You do not have READWRITE permissions to the requested S3 Prefix: s3://shopfast-data/users*");
                });
        var vended = access(cleo, USERS, Permission.READ);
        assertThat(vended.matchedGrantTarget()).isEqualTo(USERS);
        var keys = keys(vended.credentials());
        try (var sts = shop.sts(keys);
                var s3 = shop.s3(keys)) {
            assertThat(sts.getCallerIdentity().arn())
                    .matches(
                            "arn:aws:sts::111122223333:assumed-role/accessGrantsLocationRole/access-grants-[0-9a-f-]{36}");
            assertThat(s3.getObjectAsBytes(r -> r.bucket(ShopFast.DATA).key("users/user_list"))
                            .asUtf8String())
                    .contains("2,Jack");
            assertThat(s3.listObjectsV2(r -> r.bucket(ShopFast.DATA).prefix("users/"))
                            .keyCount())
                    .isEqualTo(1);
            denied(() -> s3.getObject(r -> r.bucket(ShopFast.DATA).key("transactions/t1"))
                    .close());
            denied(() -> s3.listObjectsV2(r -> r.bucket(ShopFast.DATA)));
            denied(() -> s3.deleteObject(r -> r.bucket(ShopFast.DATA).key("users/user_list")));
        }
    }

    @Test
    void looseSubPrefixCoversTheArchiveToo() {
        var keys = keys(access(cleo("IAM"), USERS, Permission.READ).credentials());

        try (var s3 = shop.s3(keys)) {
            assertThat(s3.getObjectAsBytes(r -> r.bucket(ShopFast.DATA).key("users-archive/old"))
                            .asUtf8String())
                    .isEqualTo("archived");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"IAM", "Identity Center"})
    void callerListsItsOwnGrants(String way) {
        try (var control = shop.control(cleo(way))) {
            var grants = control.listCallerAccessGrants(
                            r -> r.accountId(ShopFast.ACCOUNT).allowedByApplication(true))
                    .callerAccessGrantsList();

            assertThat(grants)
                    .extracting(grant -> grant.permission() + " " + grant.grantScope())
                    .containsExactlyInAnyOrder(
                            "READ s3://shopfast-data/users*", "READWRITE s3://shopfast-data/feedback*");
        }
    }

    @Test
    void sessionThatActsForSomebodyMayAskForDataAndNothingElse() {
        try (var s3 = shop.s3(shop.actFor("cleo.support"))) {
            denied(() -> s3.getObject(r -> r.bucket(ShopFast.DATA).key("users/user_list"))
                    .close());
        }
    }

    @Test
    void logSaysWhoIsBehindVendedCredentials() throws Exception {
        for (var way : new String[] {"IAM", "Identity Center"}) {
            try (var s3 = shop.s3(keys(access(cleo(way), USERS, Permission.READ).credentials()))) {
                s3.getObjectAsBytes(r -> r.bucket(ShopFast.DATA).key("users/user_list"));
            }
        }
        shop.restart();

        var log = Files.readString(shop.lake().accessLog());
        assertThat(log.lines().filter(line -> line.contains("\"GetObject\"") && line.contains("access-grants-")))
                .anySatisfy(line -> assertThat(line).contains("\"sourceIdentity\":\"cleo.support\""))
                .anySatisfy(
                        line -> assertThat(line)
                                .contains("\"onBehalfOf\":{\"userId\":\"")
                                .contains(
                                        "\"identityStoreArn\":\"arn:aws:identitystore::111122223333:identitystore/d-9067a1b2c3\""));
        assertThat(log).doesNotContain("eyJ").contains("\"WebIdentityUser\"").contains("\"CreateTokenWithIAM\"");
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(S3Exception.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    private static GetDataAccessResponse access(AwsCredentials caller, String target, Permission permission) {
        try (var control = shop.control(caller)) {
            return control.getDataAccess(
                    r -> r.accountId(ShopFast.ACCOUNT).target(target).permission(permission));
        }
    }

    private static AwsCredentials keys(Credentials keys) {
        return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }
}
