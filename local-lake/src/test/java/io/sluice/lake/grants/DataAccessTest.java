package io.sluice.lake.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.model.Credentials;
import software.amazon.awssdk.services.s3control.model.GetDataAccessRequest;
import software.amazon.awssdk.services.s3control.model.GetDataAccessResponse;
import software.amazon.awssdk.services.s3control.model.GranteeType;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.s3control.model.Privilege;
import software.amazon.awssdk.services.s3control.model.S3ControlException;
import software.amazon.awssdk.services.s3control.model.S3PrefixType;

/** GetDataAccess: which grant counts, and what its credentials may do. */
class DataAccessTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/ShopFast-Marketing";

    @TempDir
    private static Path folder;

    private static ShopFast shop;
    private static AwsCredentials mary;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopFast(folder);
        mary = shop.role("ShopFast-Marketing");
        grant("bob/*", Permission.READ, null);
        grant("bob/reports/*", Permission.READ, null);
        grant("drop/*", Permission.WRITE, null);
        grant("one.csv", Permission.READ, S3PrefixType.OBJECT);
        grant("odd/a*b/*", Permission.READ, null);
        try (var s3 = shop.s3(shop.administrator())) {
            for (var key : List.of(
                    "bob/",
                    "bob/1",
                    "bob/reports/file.txt",
                    "bob/reports/other",
                    "one.csv",
                    "one.csv.bak",
                    "odd/a*b/1",
                    "odd/aXb/1")) {
                s3.putObject(r -> r.bucket(ShopFast.DATA).key(key), RequestBody.fromString(key));
            }
        }
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static void grant(String subPrefix, Permission permission, S3PrefixType type) {
        try (var control = shop.control(shop.administrator())) {
            var location = control.listAccessGrantsLocations(r -> r.accountId(ShopFast.ACCOUNT))
                    .accessGrantsLocationsList()
                    .getFirst();
            control.createAccessGrant(r -> r.accountId(ShopFast.ACCOUNT)
                    .accessGrantsLocationId(location.accessGrantsLocationId())
                    .accessGrantsLocationConfiguration(c -> c.s3SubPrefix(subPrefix))
                    .s3PrefixType(type)
                    .grantee(g -> g.granteeType(GranteeType.IAM).granteeIdentifier(ROLE))
                    .permission(permission));
        }
    }

    private static GetDataAccessResponse access(AwsCredentials caller, Consumer<GetDataAccessRequest.Builder> request) {
        try (var control = shop.control(caller)) {
            return control.getDataAccess(r -> {
                r.accountId(ShopFast.ACCOUNT);
                request.accept(r);
            });
        }
    }

    private static S3ControlException refused(AwsCredentials caller, Consumer<GetDataAccessRequest.Builder> request) {
        return catchThrowableOfType(S3ControlException.class, () -> access(caller, request));
    }

    private static S3Client client(GetDataAccessResponse vended) {
        return shop.s3(keys(vended.credentials()));
    }

    private static AwsCredentials keys(Credentials keys) {
        return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    private static boolean reads(S3Client s3, String key) {
        try {
            return s3.getObjectAsBytes(r -> r.bucket(ShopFast.DATA).key(key))
                    .asUtf8String()
                    .equals(key);
        } catch (S3Exception refusal) {
            assertThat(refusal.statusCode()).isEqualTo(403);
            return false;
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} reads {4}, not {5}")
    @CsvSource({
        "bob/*,                Default, ,       bob/*,                bob/1,                bob",
        "bob/1,                Default, ,       bob/*,                bob/reports/other,    one.csv",
        "bob/reports/*,        Default, ,       bob/reports/*,        bob/reports/file.txt, bob/1",
        "bob/reports/file.txt, Default, ,       bob/reports/*,        bob/reports/other,    bob/1",
        "bob/reports/file.txt, Default, Object, bob/reports/*,        bob/reports/other,    bob/1",
        "bob/reports/file.txt, Minimal, Object, bob/reports/file.txt, bob/reports/file.txt, bob/reports/other",
        "bob/rep*,             Minimal, ,       bob/rep*,             bob/reports/file.txt, bob/1",
        "bob/,                 Minimal, ,       bob/,                 bob/,                 bob/1",
        "one.csv,              Default, Object, one.csv,              one.csv,              one.csv.bak",
        "odd/a*b/*,            Default, ,       odd/a*b/*,            odd/a*b/1,            odd/aXb/1",
        "products*,            Default, ,       products*,            ,                     bob/1",
    })
    void narrowestGrantCountsAndThePrivilegeSaysHowFar(
            String target, String privilege, String type, String matched, String readable, String refused) {
        var vended = access(
                mary,
                r -> r.target("s3://shopfast-data/" + target)
                        .permission(Permission.READ)
                        .privilege(privilege)
                        .targetType(type));

        assertThat(vended.matchedGrantTarget()).isEqualTo("s3://shopfast-data/" + matched);
        assertThat(vended.grantee().granteeIdentifier()).isEqualTo(ROLE);
        try (var s3 = client(vended)) {
            assertThat(readable == null || reads(s3, readable)).isTrue();
            assertThat(reads(s3, refused)).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "s3://shopfast-data/bob*,          READ",
        "s3://shopfast-data/bob/*,         WRITE",
        "s3://shopfast-data/bob/*,         READWRITE",
        "s3://shopfast-data/drop/*,        READ",
        "s3://shopfast-data/one.csv.bak,   READ",
        "s3://shopfast-data/odd/aXb/1,     READ",
        "s3://shopfast-data/transactions*, READ",
        "s3://shopfast-data/../bob/1,      READ",
        "s3://shopfast-data/%62ob/1,       READ",
        "s3://shopfast-data/*,             READ",
        "s3://shopfast-data*,              READ",
        "s3://*,                           READ",
        "s3://,                            READ",
        "s3://elsewhere/bob/*,             READ",
        "s3://shopfast-data/${aws:x}*,     READ",
        "s3://shopfast-data/?ob/*,         READ",
    })
    void refusesWhatNoGrantHolds(String target, Permission permission) {
        var refusal = refused(mary, r -> r.target(target).permission(permission));

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("You do not have " + permission + " permissions to the requested S3 Prefix: " + target);
    }

    @Test
    void writersWriteAndDoNotRead() {
        var vended = access(mary, r -> r.target("s3://shopfast-data/drop/*").permission(Permission.WRITE));

        try (var s3 = client(vended)) {
            s3.putObject(r -> r.bucket(ShopFast.DATA).key("drop/1"), RequestBody.fromString("1"));
            assertThat(reads(s3, "drop/1")).isFalse();
            assertThat(catchThrowableOfType(
                            S3Exception.class,
                            () -> s3.putObject(r -> r.bucket(ShopFast.DATA).key("drop2"), RequestBody.fromString("1"))))
                    .isNotNull();
        }
    }

    @Test
    void whoMayDoBothAndAsksForOneGetsOne() {
        var vended = access(
                shop.role("ShopFast-Sales"),
                r -> r.target("s3://shopfast-data/users*").permission(Permission.READ));

        try (var s3 = client(vended)) {
            s3.getObjectAsBytes(r -> r.bucket(ShopFast.DATA).key("users/user_list"));
            assertThat(catchThrowableOfType(
                            S3Exception.class,
                            () -> s3.deleteObject(r -> r.bucket(ShopFast.DATA).key("users/user_list"))))
                    .isNotNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {900, 3600, 43_200})
    void credentialsLastAsLongAsIsAsked(int seconds) {
        var vended = access(
                mary,
                r -> r.target("s3://shopfast-data/bob/*")
                        .permission(Permission.READ)
                        .durationSeconds(seconds));

        assertThat(Duration.between(Instant.now(), vended.credentials().expiration()))
                .isBetween(Duration.ofSeconds(seconds - 60), Duration.ofSeconds(seconds + 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"899", "43201", "-1"})
    void refusesADurationOutsideTheLimits(int seconds) {
        var refusal = refused(
                mary,
                r -> r.target("s3://shopfast-data/bob/*")
                        .permission(Permission.READ)
                        .durationSeconds(seconds));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("900 to 43200 seconds");
    }

    @Test
    void refusesATargetThatIsTooLongOrHoldsControlCharacters() {
        assertThat(refused(
                                mary,
                                r -> r.target("s3://shopfast-data/bob/" + "x".repeat(3_000))
                                        .permission(Permission.READ))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refused(mary, r -> r.target("s3://shopfast-data/bob/\n*").permission(Permission.READ))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refused(mary, r -> r.target("bob/*").permission(Permission.READ))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesATargetWhosePolicyIsTooLargeForASession() {
        var random = new java.util.Random(7);
        var key = new StringBuilder("bob/");
        while (key.length() < 1_400) {
            key.append((char) ('\u4e00' + random.nextInt(20_000)));
        }

        var refusal = refused(
                mary,
                r -> r.target("s3://shopfast-data/" + key + "*")
                        .permission(Permission.READ)
                        .privilege(Privilege.MINIMAL));

        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("StsPackedPolicyTooLargeError");
    }

    @Test
    void whoMayNotAskIsToldSo() {
        var refusal = refused(
                shop.role("grantsBrokerRole"),
                r -> r.target("s3://shopfast-data/bob/*").permission(Permission.READ));

        assertThat(refusal.awsErrorDetails().errorMessage())
                .contains("is not authorized to perform: s3:GetDataAccess on resource: \"" + ShopFast.INSTANCE_ARN
                        + "\"");
    }

    /** What somebody got: the name that its session has, and the key of the credentials. */
    private record Got(String person, String accessKeyId) {}

    /** Two hundred people at once, of three departments: each gets credentials of its own, for exactly what is its department's. */
    @Test
    void manyAtOnceGetTheirOwn() throws Exception {
        var departments = List.of("Marketing/products", "Sales/transactions", "CustomerSupport/feedback");
        var calls = new ArrayList<Callable<Got>>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            var parts = departments.get(i % departments.size()).split("/", 2);
            calls.add(() -> own(parts[0], parts[1], "person" + number));
        }
        var all = new ArrayList<Got>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Got> each : threads.invokeAll(calls)) {
                all.add(each.get());
            }
        }
        shop.restart();

        assertThat(all).extracting(Got::accessKeyId).doesNotHaveDuplicates().hasSize(200);
        var used = Files.readAllLines(shop.lake().accessLog()).stream()
                .filter(line -> line.contains("\"GetCallerIdentity\""))
                .toList();
        assertThat(all)
                .allSatisfy(got -> assertThat(used)
                        .filteredOn(line -> line.contains("\"accessKeyId\":\"" + got.accessKeyId() + "\""))
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains("\"sourceIdentity\":\"" + got.person() + "\"")));
    }

    private static Got own(String department, String prefix, String person) {
        try (var sts = shop.sts(shop.administrator())) {
            var session = sts.assumeRole(r -> r.roleArn("arn:aws:iam::111122223333:role/ShopFast-" + department)
                            .roleSessionName(person))
                    .credentials();
            var vended = access(
                    AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
                    r -> r.target("s3://shopfast-data/" + prefix + "*").permission(Permission.READ));
            assertThat(vended.matchedGrantTarget()).isEqualTo("s3://shopfast-data/" + prefix + "*");
            assertThat(vended.grantee().granteeIdentifier()).endsWith("ShopFast-" + department);
            use(vended);
            return new Got(person, vended.credentials().accessKeyId());
        }
    }

    private static void use(GetDataAccessResponse vended) {
        try (var sts = shop.sts(keys(vended.credentials()))) {
            assertThat(sts.getCallerIdentity().arn()).contains("assumed-role/accessGrantsLocationRole/access-grants-");
        }
    }
}
