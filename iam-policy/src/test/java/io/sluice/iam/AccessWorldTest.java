package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.iam.AccessPointGate.NetworkOrigin;
import io.sluice.iam.AccessWorld.Permission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessWorldTest {
    private static final String ACCOUNT = "111122223333";
    private static final String BUCKET = "arn:aws:s3:::lake";
    private static final String POINT = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2";
    private static final String ROLE = "arn:aws:iam::111122223333:role/webAppClientRole";
    private static final String DELEGATING = """
            {"Sid":"Delegate","Effect":"Allow","Principal":"*","Action":"*","Resource":["arn:aws:s3:::lake","arn:aws:s3:::lake/*"],
             "Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111122223333"}}}""";

    private static NamedPolicy policy(String name, String statements) {
        return new NamedPolicy(
                name, PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"));
    }

    private static AccessWorld bucket(String statements) {
        return bucket(statements, false);
    }

    private static AccessWorld bucket(String statements, boolean blocked) {
        return AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.of(policy("lake", statements)), blocked)
                .build();
    }

    private static AccessWorld point(String statements) {
        return AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.of(policy("lake", DELEGATING)), true)
                .accessPoint(
                        new AccessPointGate(
                                POINT, "lake", NetworkOrigin.INTERNET, "", Optional.of(policy("ec2", statements))),
                        true)
                .build();
    }

    private static String read(String pattern) {
        return "{\"Sid\":\"Read\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ROLE
                + "\"},\"Action\":\"s3:GetObject\",\"Resource\":\"" + POINT + "/object/" + pattern + "\"}";
    }

    private static String allow(String principal, String action, String resource, String more) {
        return "{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":" + action + ",\"Resource\":"
                + resource + more + "}";
    }

    @Test
    void prefixWithoutSlashIsWiderAndTheWitnessShowsIt() {
        var difference = AccessWorld.difference(point(read("sales_event/*")), point(read("sales_event*")));
        assertThat(difference.noLongerAllowed()).isEmpty();
        assertThat(difference.dependsOn()).isEmpty();
        assertThat(difference.newlyAllowed()).isNotEmpty().allSatisfy(change -> {
            assertThat(change.route()).isEqualTo("access point " + POINT);
            assertThat(change.caller()).isEqualTo("a session of " + ROLE);
            assertThat(change.actions()).containsExactly("s3:GetObject");
            assertThat(change.witness().resource())
                    .startsWith(POINT + "/object/sales_event")
                    .doesNotStartWith(POINT + "/object/sales_event/");
        });
    }

    @Test
    void narrowingIsTheSameTheOtherWay() {
        var difference = AccessWorld.difference(point(read("sales_event*")), point(read("sales_event/*")));
        assertThat(difference.newlyAllowed()).isEmpty();
        assertThat(difference.noLongerAllowed()).isNotEmpty();
    }

    @Test
    void rewritingTheSamePermissionsIsNoDifference() {
        var everyone = "\"*\"";
        var one = allow(
                everyone,
                "[\"s3:GetObject\",\"s3:PutObject\"]",
                "[\"arn:aws:s3:::lake/a/*\",\"arn:aws:s3:::lake/b/*\"]",
                "");
        var split = allow(everyone, "\"s3:PutObject\"", "\"arn:aws:s3:::lake/b/*\"", "") + ","
                + allow(everyone, "\"S3:getobject\"", "[\"arn:aws:s3:::lake/b/*\",\"arn:aws:s3:::lake/a/*\"]", "") + ","
                + allow(everyone, "\"s3:PutObject\"", "\"arn:aws:s3:::lake/a/*\"", "") + ","
                + allow(everyone, "\"s3:GetObject\"", "[\"arn:aws:s3:::lake/a/\",\"arn:aws:s3:::lake/a/?*\"]", "");
        assertThat(AccessWorld.difference(bucket(one), bucket(split)).isEmpty()).isTrue();
        var less = split.replace("lake/b/*\",\"arn:aws:s3:::lake/a/*", "lake/a/x");
        assertThat(AccessWorld.difference(bucket(one), bucket(less)).noLongerAllowed())
                .isNotEmpty();
    }

    @Test
    void conditionThatAlwaysHoldsIsNoDifferenceAndOneThatDoesNotIs() {
        var plain = allow("\"*\"", "\"s3:GetObject\"", "\"arn:aws:s3:::lake/*\"", "");
        var always =
                plain.replace("/*\"}", "/*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":[\"true\",\"false\"]}}}");
        var secure = plain.replace("/*\"}", "/*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}}");
        assertThat(AccessWorld.difference(bucket(plain), bucket(always)).isEmpty())
                .isTrue();
        assertThat(AccessWorld.difference(bucket(plain), bucket(secure)).noLongerAllowed())
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.witness().context().asMap())
                        .containsEntry("aws:securetransport", List.of("false")));
    }

    @Test
    void networksThatTogetherAreTheSameAreNoDifference() {
        var whole = allow(
                "\"*\"",
                "\"s3:GetObject\"",
                "\"arn:aws:s3:::lake/*\"",
                ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}");
        var halves = whole.replace("\"203.0.113.0/24\"", "[\"203.0.113.128/25\",\"203.0.113.0/25\"]");
        assertThat(AccessWorld.difference(bucket(whole), bucket(halves)).isEmpty())
                .isTrue();
        assertThat(AccessWorld.difference(
                                bucket(whole),
                                bucket(halves.replace("0.0/25", "0.0/26").replace("113.0/25", "113.0/26")))
                        .noLongerAllowed())
                .isNotEmpty();
    }

    @Test
    void eachWayToAResourceIsExplained() {
        var world = point(read("sales_event/*"));
        var session = Principal.of("arn:aws:sts::111122223333:assumed-role/webAppClientRole/i");

        var allowed = world.ways(
                new AccessRequest(session, "s3:GetObject", BUCKET + "/sales_event/a", ACCOUNT, RequestContext.empty()));
        var refused = world.ways(new AccessRequest(
                session, "s3:GetObject", BUCKET + "/inventory_event/a", ACCOUNT, RequestContext.empty()));
        var elsewhere = world.ways(
                new AccessRequest(session, "s3:GetObject", "arn:aws:s3:::pond/a", ACCOUNT, RequestContext.empty()));

        assertThat(allowed.get("access point " + POINT).decision().isAllowed()).isTrue();
        assertThat(allowed.get("bucket " + BUCKET).decision().isAllowed()).isFalse();
        assertThat(refused.get("access point " + POINT).decision().isAllowed()).isFalse();
        assertThat(refused.get("access point " + POINT).nearMisses())
                .extracting(Explanation.NearMiss::statement)
                .contains("Read");
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void accessIsNamedByItsWayWithWhatIsStillAsked() {
        var listing = "{\"Sid\":\"List\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ROLE
                + "\"},\"Action\":\"s3:ListBucket\",\"Resource\":\"" + POINT
                + "\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"sales_event/*\"}}}";
        var world = point(read("sales_event/*") + "," + listing);
        assertThat(world.whoCan("s3:GetObject", "arn:aws:s3:::lake/sales_event/*"))
                .singleElement()
                .satisfies(access -> {
                    assertThat(access.caller()).isEqualTo("a session of " + ROLE);
                    assertThat(access.route()).isEqualTo("access point " + POINT);
                    assertThat(access.decision()).isEqualTo(new Decision.Allowed(PolicyType.RESOURCE, "ec2", "Read"));
                    assertThat(access.conditions()).isEmpty();
                    assertThat(access.resources()).containsExactly(POINT + "/object/sales_event/*");
                });
        assertThat(world.whoCan("s3:ListBucket", BUCKET))
                .singleElement()
                .satisfies(access ->
                        assertThat(access.conditions()).containsExactly("StringLike s3:prefix [sales_event/*]"));
        assertThat(world.whoCan("s3:GetObject", "arn:aws:s3:::lake/inventory_event/*"))
                .isEmpty();
        assertThat(world.whoCan("s3:PutObject", "arn:aws:s3:::lake/*")).isEmpty();
    }

    @Test
    void callerReachesWhatItsOwnPoliciesAndTheBucketGive() {
        var ana = Principal.of("arn:aws:iam::111122223333:user/ana");
        var world = AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.empty(), true)
                .caller(new AccessWorld.Caller(
                        ana,
                        List.of(
                                policy(
                                        "own",
                                        "{\"Sid\":\"Mine\",\"Effect\":\"Allow\",\"Action\":\"s3:*Object\",\"Resource\":\"arn:aws:s3:::lake/${aws:username}/*\"}")),
                        Optional.empty()))
                .build();
        assertThat(world.whatCan(ana)).isNotEmpty().allSatisfy(access -> {
            assertThat(access.decision()).isEqualTo(new Decision.Allowed(PolicyType.IDENTITY, "own", "Mine"));
            assertThat(access.example().resource()).startsWith("arn:aws:s3:::lake/ana/");
        });
        assertThat(world.whatCan(ana)).flatExtracting(Access::actions).contains("s3:GetObject", "s3:DeleteObject");
        assertThat(world.whatCan(Principal.of("arn:aws:iam::111122223333:user/bob")))
                .isEmpty();
    }

    @Test
    void publicAccessIsNamedUnlessItIsBlocked() {
        var open = allow("\"*\"", "\"s3:GetObject\"", "\"arn:aws:s3:::lake/*\"", "");
        assertThat(bucket(open).whoCan("s3:GetObject", "arn:aws:s3:::lake/*"))
                .filteredOn(Access::isPublic)
                .extracting(Access::route)
                .isNotEmpty()
                .containsOnly("bucket " + BUCKET);
        assertThat(bucket(open, true).whoCan("s3:GetObject", "arn:aws:s3:::lake/*"))
                .noneMatch(Access::isPublic);
    }

    @Test
    void delegationToOwnAccessPointsIsNotPublic() {
        assertThat(PublicAccess.isPublic(policy("lake", DELEGATING).document())).isFalse();
        assertThat(PublicAccess.isPublic(policy(
                                "lake",
                                DELEGATING.replace(
                                        "\"s3:DataAccessPointAccount\":\"111122223333\"", "\"s3:delimiter\":\"/\""))
                        .document()))
                .isTrue();
    }

    @Test
    void otherAccountIsNamedAsSuch() {
        var world = bucket(allow("{\"AWS\":\"444455556666\"}", "\"s3:GetObject\"", "\"arn:aws:s3:::lake/*\"", ""));
        assertThat(world.whoCan("s3:GetObject", "arn:aws:s3:::lake/*"))
                .isNotEmpty()
                .allMatch(Access::crossAccount)
                .noneMatch(Access::isPublic)
                .extracting(Access::caller)
                .contains("any other role of 444455556666", "any other user of 444455556666");
        var own = bucket(allow(
                "{\"AWS\":\"arn:aws:iam::111122223333:user/ana\"}", "\"s3:GetObject\"", "\"arn:aws:s3:::lake/*\"", ""));
        assertThat(own.whoCan("s3:GetObject", "arn:aws:s3:::lake/*")).hasSize(1).noneMatch(Access::crossAccount);
    }

    @Test
    void grantIsAWayOfItsOwn() {
        var grantee = Principal.of(ROLE);
        var world = AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.empty(), true)
                .grant(new AccessWorld.Grant("g1", grantee, "s3://lake/bob*", Permission.READ))
                .build();
        assertThat(world.whoCan("s3:GetObject", "arn:aws:s3:::lake/bobby/1"))
                .singleElement()
                .satisfies(access -> {
                    assertThat(access.caller()).isEqualTo(ROLE);
                    assertThat(access.route()).isEqualTo("grant g1");
                });
        assertThat(world.whoCan("s3:GetObject", "arn:aws:s3:::lake/alice/*")).isEmpty();
        assertThat(world.whoCan("s3:PutObject", "arn:aws:s3:::lake/bob/*")).isEmpty();
    }

    @Test
    void grantIsBoundByTheDeniesOfTheBucket() {
        var deny =
                "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::lake/*\",\"Condition\":{\"Null\":{\"s3:DataAccessPointArn\":\"true\"}}}";
        var world = AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.of(policy("lake", deny)), true)
                .grant(new AccessWorld.Grant("g1", Principal.of(ROLE), "s3://lake/bob/*", Permission.READWRITE))
                .build();
        assertThat(world.whoCan("s3:*", "arn:aws:s3:::lake/*")).isEmpty();
    }

    private static AccessWorld grants(String bucketPolicy) {
        return AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.of(policy("lake", bucketPolicy)), true)
                .grant(new AccessWorld.Grant("first", Principal.of(ROLE), "s3://lake/alice/*", Permission.READ))
                .grant(new AccessWorld.Grant("second", Principal.of(ROLE), "s3://lake/bob/*", Permission.READ))
                .grant(new AccessWorld.Grant("key", Principal.of(ROLE), "s3://lake/bob/1", Permission.READ))
                .build();
    }

    private static String deny(String resource) {
        return "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:Get*\",\"Resource\":\"" + resource + "\","
                + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}";
    }

    @Test
    void grantsOfOneKindAreAnsweredEachWithItsOwnScope() {
        assertThat(grants(deny("arn:aws:s3:::lake/*")).whoCan("s3:GetObject", "arn:aws:s3:::lake/*"))
                .extracting(
                        Access::route,
                        Access::resources,
                        access -> access.decision().document())
                .containsExactly(
                        tuple("grant first", List.of("arn:aws:s3:::lake/alice/*"), "grant first"),
                        tuple("grant second", List.of("arn:aws:s3:::lake/bob/*"), "grant second"),
                        tuple("grant key", List.of("arn:aws:s3:::lake/bob/1"), "grant key"));
    }

    @Test
    void grantsAreNotTakenForAlikeWhereTheBucketTellsKeysApart() {
        var denied =
                "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::lake/bob/*\"}";

        assertThat(grants(denied).whoCan("s3:GetObject", "arn:aws:s3:::lake/*"))
                .extracting(Access::route)
                .containsExactly("grant first");
        assertThat(AccessWorld.difference(grants(deny("arn:aws:s3:::lake/*")), grants(denied))
                        .noLongerAllowed())
                .extracting(Difference.Change::route)
                .contains("grant second", "grant key")
                .doesNotContain("grant first");
    }

    @Test
    void whatCannotBeGoneThroughIsSaidAndNotGuessed() {
        var keys = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            keys.append(i == 0 ? "" : ",").append("\"aws:RequestTag/k" + i + "\":[\"a\",\"b\",\"c\"]");
        }
        var many = allow(
                "\"*\"",
                "\"s3:GetObject\"",
                "\"arn:aws:s3:::lake/*\"",
                ",\"Condition\":{\"StringLike\":{" + keys + "}}");
        var difference = AccessWorld.difference(bucket(many), bucket(many.replace("GetObject", "PutObject")));
        assertThat(difference.dependsOn()).contains("depends on aws:RequestTag/k0", "depends on aws:RequestTag/k11");
        assertThat(bucket(many).whoCan("s3:GetObject", "arn:aws:s3:::lake/*"))
                .allSatisfy(access -> assertThat(access.conditions()).contains("depends on aws:RequestTag/k0"));
    }

    @Test
    void variableThatTheRequestFillsInIsADependency() {
        var fixed = allow("\"*\"", "\"s3:GetObject\"", "\"arn:aws:s3:::lake/a/*\"", "");
        var filled = fixed.replace("lake/a/*", "lake/${aws:PrincipalTag/team}/*");
        assertThat(AccessWorld.difference(bucket(fixed), bucket(filled)).dependsOn())
                .containsExactly("depends on ${aws:PrincipalTag/team}");
        assertThat(AccessWorld.difference(bucket(filled), bucket(filled)).isEmpty())
                .isTrue();
    }

    @Test
    void newAccessPointIsNewAccess() {
        var without = AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.of(policy("lake", DELEGATING)), true)
                .build();
        var difference = AccessWorld.difference(without, point(read("sales_event/*")));
        assertThat(difference.newlyAllowed())
                .isNotEmpty()
                .allMatch(change -> change.route().startsWith("access point"));
        assertThat(difference.noLongerAllowed()).isEmpty();
    }

    @Test
    void trustInARoleIsComparedToo() {
        var one =
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:user/eve\"},\"Action\":\"sts:AssumeRole\"}";
        var before = AccessWorld.builder()
                .resource(ROLE, ACCOUNT, policy("trust", one))
                .build();
        var after = AccessWorld.builder()
                .resource(
                        ROLE,
                        ACCOUNT,
                        policy("trust", one.replace("arn:aws:iam::444455556666:user/eve", "444455556666")))
                .build();
        var difference = AccessWorld.difference(before, after);
        assertThat(difference.newlyAllowed())
                .extracting(Difference.Change::caller)
                .contains("any other user of 444455556666");
        assertThat(difference.newlyAllowed())
                .flatExtracting(Difference.Change::actions)
                .containsOnly("sts:AssumeRole");
        assertThat(difference.noLongerAllowed()).isEmpty();
    }
}
