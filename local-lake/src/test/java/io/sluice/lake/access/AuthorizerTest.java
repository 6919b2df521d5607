package io.sluice.lake.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.Principal;
import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.accesspoint.Rules;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.Permission;
import io.sluice.lake.s3.PublicAccessBlock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lake of the demo: its bucket lets everything through its own account's access points, {@code ec2-consumer} gives the web
 * application's role the sales, and {@code vpc-only} gives everybody of the account everything from within one VPC.
 */
class AuthorizerTest {
    private static final String EC2 = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer";
    private static final String VPC = "arn:aws:s3:us-east-1:111122223333:accesspoint/vpc-only";
    private static final String FOREIGN = "arn:aws:s3:us-east-1:444455556666:accesspoint/foreign";

    private static final String DELEGATION = """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Delegate", "Effect": "Allow", "Principal": "*", "Action": "*",
               "Resource": ["arn:aws:s3:::lake", "arn:aws:s3:::lake/*"],
               "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}]}
            """;

    private static final String ONLY_SALES = """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Sales", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/webAppClientRole"},
               "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "%1$s/object/sales_event/*"},
              {"Sid": "List", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/webAppClientRole"},
               "Action": "s3:ListBucket", "Resource": "%1$s",
               "Condition": {"StringLike": {"s3:prefix": "sales_event/*"}}},
              {"Sid": "NeverSecret", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
               "Resource": "%1$s/object/sales_event/secret/*"}]}
            """.formatted(EC2);

    private static final Identity ADMINISTRATOR = user(
            "arn:aws:iam::111122223333:user/administrator",
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}");

    private static final Identity WEB_APP = user("arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1");
    private static final Identity INVENTORY = user("arn:aws:sts::111122223333:assumed-role/inventoryConsumerRole/f");

    /** Of the lake's account, with a policy that names the access point and the bucket. */
    private static final Identity ANALYST = user("arn:aws:iam::111122223333:user/analyst", """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "%s/object/inventory_event/*"}]}
            """.formatted(EC2));

    private static final Identity PARTNER = user(
            "arn:aws:iam::444455556666:user/partner",
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}");

    @TempDir
    Path folder;

    private Rules lake;
    private Authorizer authorizer;

    @BeforeEach
    void open() {
        lake = Rules.open(folder);
        authorizer = new Authorizer(lake.points, lake.rules, lake.owner(), Rules.CLOCK);
        putBucketPolicy(DELEGATION);
        create("ec2-consumer", Optional.empty());
        create("vpc-only", Optional.of("vpc-1"));
        lake.points.putPolicy(id("ec2-consumer"), ONLY_SALES, "administrator");
        lake.points.putPolicy(id("vpc-only"), """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/webAppClientRole"},
                   "Action": "s3:GetObject", "Resource": "%s/object/*"}]}
                """.formatted(VPC), "administrator");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /** The application through its access point, through another's, and at the bucket; others through the application's. */
    @ParameterizedTest(name = "{0} {1} {2} through {3}: {4}")
    @CsvSource(nullValues = "bucket", textBlock = """
        webApp,        s3:GetObject,    sales_event/1,        ec2-consumer, true
        webApp,        s3:PutObject,    sales_event/1,        ec2-consumer, true
        webApp,        s3:DeleteObject, sales_event/1,        ec2-consumer, false
        webApp,        s3:GetObject,    inventory_event/1,    ec2-consumer, false
        webApp,        s3:GetObject,    sales_event,          ec2-consumer, false
        webApp,        s3:GetObject,    sales_events/1,       ec2-consumer, false
        webApp,        s3:GetObject,    ../sales_event/1,     ec2-consumer, false
        webApp,        s3:GetObject,    sales_event/../x,     ec2-consumer, true
        webApp,        s3:GetObject,    sales_event/secret/1, ec2-consumer, false
        webApp,        s3:GetObject,    sales_event/1,        bucket,       false
        webApp,        s3:PutObject,    sales_event/1,        bucket,       false
        inventory,     s3:GetObject,    sales_event/1,        ec2-consumer, false
        analyst,       s3:GetObject,    inventory_event/1,    ec2-consumer, true
        analyst,       s3:GetObject,    sales_event/1,        ec2-consumer, false
        analyst,       s3:GetObject,    inventory_event/1,    bucket,       false
        administrator, s3:GetObject,    inventory_event/1,    bucket,       true
        administrator, s3:GetObject,    inventory_event/1,    ec2-consumer, true
        administrator, s3:GetObject,    sales_event/secret/1, ec2-consumer, false
        administrator, s3:GetObject,    sales_event/secret/1, bucket,       true
        partner,       s3:GetObject,    sales_event/1,        ec2-consumer, false
        partner,       s3:GetObject,    sales_event/1,        bucket,       false
        anonymous,     s3:GetObject,    sales_event/1,        ec2-consumer, false
        anonymous,     s3:GetObject,    sales_event/1,        bucket,       false
        """)
    void bothTheAccessPointAndTheBucketMustAllow(
            String who, String action, String key, String through, boolean allowed) {
        var gate = gate(who, Network.INTERNET);

        assertThat(gate.allows(object(action, key, through))).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "prefix {0} through {1}: {2}")
    @CsvSource(nullValues = "none", textBlock = """
        sales_event/,     ec2-consumer, true
        sales_event/dt=1, ec2-consumer, true
        sales_event,      ec2-consumer, false
        inventory_event/, ec2-consumer, false
        none,             ec2-consumer, false
        sales_event/,     vpc-only,     false
        """)
    void listingIsLimitedByItsPrefix(String prefix, String through, boolean allowed) {
        Map<String, List<String>> conditions = prefix == null ? Map.of() : Map.of("s3:prefix", List.of(prefix));
        var listing =
                new Permission("s3:ListBucket", new Permission.Resource.Bucket(address(through)), conditions, Map::of);

        assertThat(gate("webApp", Network.INTERNET).allows(listing)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "from {0}: {1}")
    @CsvSource(nullValues = "internet", textBlock = """
        vpc-1,    true
        vpc-2,    false
        internet, false
        """)
    void vpcAccessPointTakesRequestsOfItsVpcOnly(String vpc, boolean allowed) {
        var network = new Network(Optional.ofNullable(vpc), Optional.empty());

        assertThat(gate("webApp", network).allows(object("s3:GetObject", "k", "vpc-only")))
                .isEqualTo(allowed);
    }

    /** What the bucket says decides as much as what the access point says. */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        "StringEquals": {"s3:DataAccessPointAccount": "111122223333"};    true;  true
        "StringEquals": {"s3:DataAccessPointAccount": "444455556666"};    false; false
        "ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-*"}; true; false
        "StringEquals": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/vpc-only"}; false; true
        "StringEquals": {"s3:DataAccessPointAccount": "111122223333", "s3:AccessPointNetworkOrigin": "VPC"}; false; true
        "StringEquals": {"s3:DataAccessPointAccount": "111122223333", "s3:AccessPointNetworkOrigin": "Internet"}; true; false
        """)
    void bucketDelegatesByAccountArnOrOrigin(String condition, boolean ec2, boolean vpc) {
        putBucketPolicy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "*",
                   "Resource": ["arn:aws:s3:::lake", "arn:aws:s3:::lake/*"], "Condition": {%s}}]}
                """.formatted(condition));
        var inside = gate("webApp", new Network(Optional.of("vpc-1"), Optional.empty()));

        assertThat(inside.allows(object("s3:GetObject", "sales_event/1", "ec2-consumer")))
                .isEqualTo(ec2);
        assertThat(inside.allows(object("s3:GetObject", "sales_event/1", "vpc-only")))
                .isEqualTo(vpc);
    }

    @Test
    void withoutABucketPolicyAnAccessPointPolicyGivesNothing() {
        lake.rules.deletePolicy("lake");

        assertThat(gate("webApp", Network.INTERNET).allows(object("s3:GetObject", "sales_event/1", "ec2-consumer")))
                .isFalse();
    }

    @Test
    void aDenyOfTheBucketBindsEveryAccessPoint() {
        putBucketPolicy(DELEGATION.replace("\"Statement\": [", """
                "Statement": [{"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                  "Resource": "arn:aws:s3:::lake/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},"""));
        var permission = object("s3:GetObject", "sales_event/1", "ec2-consumer");

        var refused = catchThrowableOfType(
                AwsException.class, () -> gate("webApp", Network.INTERNET).require(permission));

        assertThat(refused)
                .hasMessage(
                        "User: arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1 is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::lake/sales_event/1\" with an explicit deny in a resource-based policy");
        assertThat(authorizer
                        .gate(Optional.of(WEB_APP), head(true), Network.INTERNET)
                        .allows(permission))
                .isTrue();
    }

    /** An access point of another account on this bucket: its policy is worth what the bucket's policy says. */
    @ParameterizedTest(name = "delegated to {0}: {1}")
    @CsvSource({"111122223333, false", "444455556666, true"})
    void foreignAccessPointNeedsTheBucketsDelegation(String delegated, boolean allowed) {
        var foreign = new AccessPointId("444455556666", "foreign");
        lake.points.create(new AccessPoints.Creation(
                foreign, "lake", Optional.of(Rules.ACCOUNT), Optional.empty(), PublicAccessBlock.ALL));
        putBucketPolicy(DELEGATION.replace("111122223333", delegated));

        assertThat(gate("partner", Network.INTERNET)
                        .allows(new Permission(
                                "s3:GetObject",
                                new Permission.Resource.Item(new Address("lake", Optional.of(FOREIGN)), "k"),
                                Map.of(),
                                Map::of)))
                .isEqualTo(allowed);
    }

    /** A public policy that was put while nothing kept it out, and each block that is set afterwards. */
    @ParameterizedTest(name = "account {0}, bucket {1}: partner {2}, administrator {3}, anonymous {4}")
    @CsvSource(textBlock = """
        false, false, true,  true, true
        true,  false, false, true, false
        false, true,  false, true, false
        """)
    void restrictedPublicBucketIsForItsOwnAccountOnly(
            boolean account, boolean bucket, boolean partner, boolean administrator, boolean anonymous) {
        lake.rules.deleteAccessBlock("lake");
        putBucketPolicy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lake/*"}]}
                """);
        lake.rules.putAccountBlock(Rules.ACCOUNT, restrict(account));
        lake.rules.putAccessBlock("lake", restrict(bucket));
        var permission = object("s3:GetObject", "k", null);

        assertThat(gate("partner", Network.INTERNET).allows(permission)).isEqualTo(partner);
        assertThat(gate("administrator", Network.INTERNET).allows(permission)).isEqualTo(administrator);
        assertThat(gate("anonymous", Network.INTERNET).allows(permission)).isEqualTo(anonymous);
    }

    @Test
    void restrictedPublicPolicyShowsAsAnExplicitDeny() {
        lake.rules.deleteAccessBlock("lake");
        putBucketPolicy(DELEGATION.replaceAll("(?s),\\s*\"Condition\".*?}}", ""));
        lake.rules.putAccessBlock("lake", restrict(true));
        var gate = gate("partner", Network.INTERNET);

        var refused = catchThrowableOfType(AwsException.class, () -> gate.require(object("s3:GetObject", "k", null)));

        assertThat(refused).hasMessage("Access Denied");
        assertThat(gate.deciding().orElseThrow().statement()).isEqualTo("RestrictPublicBuckets");
    }

    @ParameterizedTest(name = "{0} {1} through {2}")
    @CsvSource(delimiter = ';', nullValues = "bucket", textBlock = """
        webApp; inventory_event/1; ec2-consumer; User: arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1 is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::lake/inventory_event/1" because no identity-based policy allows the s3:GetObject action
        webApp; sales_event/1; bucket; User: arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1 is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::lake/sales_event/1" because no identity-based policy allows the s3:GetObject action
        webApp; sales_event/secret/1; ec2-consumer; User: arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1 is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::lake/sales_event/secret/1" with an explicit deny in a resource-based policy
        partner; sales_event/1; bucket; Access Denied
        anonymous; sales_event/1; bucket; Access Denied
        anonymous; sales_event/1; ec2-consumer; Access Denied
        """)
    void refusalsAreInAwssWords(String who, String key, String through, String message) {
        var refused = catchThrowableOfType(
                AwsException.class, () -> gate(who, Network.INTERNET).require(object("s3:GetObject", key, through)));

        assertThat(refused.code()).isEqualTo(ErrorCode.AccessDenied);
        assertThat(refused).hasMessage(message);
    }

    @Test
    void decidingStatementIsRemembered() {
        var gate = gate("webApp", Network.INTERNET);

        gate.require(object("s3:GetObject", "sales_event/1", "ec2-consumer"));

        assertThat(gate.deciding().orElseThrow())
                .returns(EC2, decision -> decision.document())
                .returns("Sales", decision -> decision.statement());
    }

    /** S3 asks whether a missing key may be told of: that is no refusal of the request. */
    @Test
    void questionsOfS3ItselfAreNotRemembered() {
        var gate = gate("webApp", Network.INTERNET);
        gate.require(object("s3:GetObject", "sales_event/1", "ec2-consumer"));

        gate.allows(object("s3:DeleteObject", "sales_event/1", "ec2-consumer"));

        assertThat(gate.deciding().orElseThrow().isAllowed()).isTrue();
    }

    @ParameterizedTest(name = "tag {0}: {1}")
    @CsvSource({"false, false", "true, true"})
    void existingTagsAreReadWhereAPolicyAsksForThem(String published, boolean allowed) {
        lake.points.putPolicy(id("ec2-consumer"), """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/webAppClientRole"},
                   "Action": "s3:GetObject", "Resource": "%s/object/*",
                   "Condition": {"StringEquals": {"s3:ExistingObjectTag/published": "true"}}}]}
                """.formatted(EC2), "administrator");
        var permission = new Permission(
                "s3:GetObject",
                new Permission.Resource.Item(address("ec2-consumer"), "k"),
                Map.of(),
                () -> Map.of("published", published));

        assertThat(gate("webApp", Network.INTERNET).allows(permission)).isEqualTo(allowed);
    }

    @Test
    void tagsAreNotReadWhereNoPolicyAsksForThem() {
        var permission = new Permission(
                "s3:GetObject",
                new Permission.Resource.Item(address("ec2-consumer"), "sales_event/1"),
                Map.of(),
                () -> {
                    throw new AssertionError("read");
                });

        assertThat(gate("webApp", Network.INTERNET).allows(permission)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"administrator, true", "webApp, false", "partner, false", "anonymous, false"})
    void controlPlaneIsForTheAccountsOwn(String who, boolean allowed) {
        var permission = new ControlPermission("s3:DeleteAccessPoint", EC2, Rules.ACCOUNT, Map.of());

        var refused = catchThrowableOfType(
                AwsException.class, () -> gate(who, Network.INTERNET).require(permission));

        assertThat(refused == null).isEqualTo(allowed);
    }

    /** As an organization does it: {@code s3:CreateAccessPoint} only with a VPC. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"VPC, true", "Internet, false"})
    void accessPointsCanBeForbiddenOutsideAVpc(String origin, boolean allowed) {
        var builder = user("arn:aws:iam::111122223333:user/builder", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:CreateAccessPoint", "Resource": "*",
                   "Condition": {"StringEquals": {"s3:AccessPointNetworkOrigin": "VPC"}}}]}
                """);
        var permission = new ControlPermission(
                "s3:CreateAccessPoint", EC2, Rules.ACCOUNT, Map.of("s3:AccessPointNetworkOrigin", List.of(origin)));

        var refused = catchThrowableOfType(
                AwsException.class,
                () -> authorizer
                        .gate(Optional.of(builder), head(false), Network.INTERNET)
                        .require(permission));

        assertThat(refused == null).isEqualTo(allowed);
    }

    private RequestGate gate(String who, Network network) {
        Optional<Identity> identity =
                switch (who) {
                    case "administrator" -> Optional.of(ADMINISTRATOR);
                    case "webApp" -> Optional.of(WEB_APP);
                    case "inventory" -> Optional.of(INVENTORY);
                    case "analyst" -> Optional.of(ANALYST);
                    case "partner" -> Optional.of(PARTNER);
                    default -> Optional.empty();
                };
        return authorizer.gate(identity, head(false), network);
    }

    private static RequestHead head(boolean secure) {
        return new RequestHead("GET", "/", "", "localhost", new Headers(), "127.0.0.1", secure);
    }

    private static Permission object(String action, String key, String through) {
        return new Permission(action, new Permission.Resource.Item(address(through), key), Map.of(), Map::of);
    }

    private static Address address(String through) {
        return new Address("lake", Optional.ofNullable(through).map(name -> id(name).arn(Rules.REGION)));
    }

    private static AccessPointId id(String name) {
        return new AccessPointId(Rules.ACCOUNT, name);
    }

    private static Identity user(String arn, String... policies) {
        List<NamedPolicy> own = Arrays.stream(policies)
                .map(text -> new NamedPolicy("own", PolicyDocument.parse(text)))
                .toList();
        return new Identity(
                "AKIDEXAMPLE",
                Principal.of(arn),
                new Identity.Policies(own, Optional.empty(), List.of()),
                Optional.empty());
    }

    private void create(String name, Optional<String> vpc) {
        lake.points.create(new AccessPoints.Creation(id(name), "lake", Optional.empty(), vpc, PublicAccessBlock.ALL));
    }

    private void putBucketPolicy(String policy) {
        lake.rules.putPolicy(
                lake.lake(),
                policy,
                new Caller(Rules.ACCOUNT, ADMINISTRATOR.principal().arn()));
    }

    private static PublicAccessBlock restrict(boolean on) {
        return new PublicAccessBlock(false, false, false, on);
    }
}
