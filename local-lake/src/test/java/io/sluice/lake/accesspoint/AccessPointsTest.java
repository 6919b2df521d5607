package io.sluice.lake.accesspoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.PublicAccessBlock;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPointsTest {
    private static final AccessPointId EC2 = new AccessPointId(Rules.ACCOUNT, "ec2-consumer");
    private static final String ARN = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer";
    private static final Caller ADMINISTRATOR =
            new Caller(Rules.ACCOUNT, "arn:aws:iam::111122223333:user/administrator");

    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "%s/object/*"}]}
            """.formatted(ARN);

    private static final String PUBLIC_POLICY = POLICY.replace("{\"AWS\": \"111122223333\"}", "\"*\"");

    @TempDir
    Path folder;

    private Rules lake;

    @BeforeEach
    void open() {
        lake = Rules.open(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aRestartForgetsNothing() {
        lake.points.create(creation(EC2, Optional.of("vpc-1"), PublicAccessBlock.NONE));
        lake.points.putPolicy(EC2, POLICY, ADMINISTRATOR.arn());
        AccessPoint before = lake.points.require(EC2).point();
        lake.rules.putAccountBlock(Rules.ACCOUNT, PublicAccessBlock.ALL);
        lake.rules.deleteAccessBlock("lake");
        lake.close();

        lake = Rules.open(folder);

        assertThat(lake.points.require(EC2).point()).isEqualTo(before);
        assertThat(lake.points.require(EC2).gate().policy()).isPresent();
        assertThat(lake.rules.accountBlock(Rules.ACCOUNT)).contains(PublicAccessBlock.ALL);
        assertThat(lake.rules.accessBlock("lake")).isEmpty();
    }

    @Test
    void arnAndAliasLeadToTheBucket() {
        AccessPoint point = lake.points.create(creation(EC2));
        var through = new Address("lake", Optional.of(ARN));

        assertThat(lake.addresses.of(new Target.AccessPoint(Rules.ACCOUNT, "ec2-consumer", Optional.empty())))
                .isEqualTo(through);
        assertThat(lake.addresses.of(new Target.AccessPointAlias(point.alias(), Optional.empty())))
                .isEqualTo(through);
        assertThat(lake.addresses.find(ARN)).contains(through);
        assertThat(lake.addresses.find(point.alias())).contains(through);
        assertThat(lake.addresses.find("lake")).contains(Address.bucket("lake"));
        assertThat(lake.addresses.find("other")).isEmpty();
    }

    @Test
    void aDeletedAccessPointLeadsNowhere() {
        AccessPoint point = lake.points.create(creation(EC2));

        lake.points.delete(EC2);

        assertThat(lake.addresses.find(ARN)).isEmpty();
        assertThat(lake.addresses.find(point.alias())).isEmpty();
        assertThat(refused(() ->
                        lake.addresses.of(new Target.AccessPoint(Rules.ACCOUNT, "ec2-consumer", Optional.of("k")))))
                .isEqualTo(ErrorCode.NoSuchAccessPoint);
        assertThat(refused(() -> lake.addresses.of(new Target.AccessPointAlias(point.alias(), Optional.of("k")))))
                .isEqualTo(ErrorCode.InvalidAccessPointAliasError);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ab-c", "ec2-consumer", "a123456789-123456789-123456789-123456789-123456789"})
    void aliasHasTheShapeOfAnAwsAlias(String name) {
        String alias = Alias.of(new AccessPointId(Rules.ACCOUNT, name), Rules.REGION);

        String start = name.substring(0, Math.min(20, name.length()));
        assertThat(alias).hasSizeLessThanOrEqualTo(63).matches(start + "-[a-z2-7]{29}use1a-s3alias");
    }

    @Test
    void noTwoAccessPointsShareAnAlias() {
        var aliases = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            aliases.add(Alias.of(new AccessPointId(Rules.ACCOUNT, "a123456789-123456789-" + i), Rules.REGION));
        }
        aliases.add(Alias.of(new AccessPointId("444455556666", "a123456789-123456789-0"), Rules.REGION));

        assertThat(aliases).hasSize(1001);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
        ab,                                                  InvalidURI
        a123456789-123456789-123456789-123456789-1234567890, InvalidURI
        Upper,                                               InvalidURI
        under_score,                                         InvalidURI
        dotted.name,                                         InvalidRequest
        -begins,                                             InvalidRequest
        ends-,                                               InvalidRequest
        name-s3alias,                                        InvalidRequest
        """)
    void whatIsNoNameIsRefused(String name, ErrorCode code) {
        assertThat(refused(() -> lake.points.create(creation(new AccessPointId(Rules.ACCOUNT, name)))))
                .isEqualTo(code);
    }

    @Test
    void aNameIsTakenOnceInAnAccountAndFreeInAnother() {
        lake.points.create(creation(EC2));

        assertThat(refused(() -> lake.points.create(creation(EC2)))).isEqualTo(ErrorCode.AccessPointAlreadyOwnedByYou);
        AccessPointId other = new AccessPointId("444455556666", "ec2-consumer");
        assertThat(lake.points.create(new AccessPoints.Creation(
                        other, "lake", Optional.of(Rules.ACCOUNT), Optional.empty(), PublicAccessBlock.ALL)))
                .returns(Rules.ACCOUNT, AccessPoint::bucketAccount)
                .returns(other, AccessPoint::id);
    }

    @Test
    void bucketMustBeThereAndItsOwnerNamed() {
        var nowhere =
                new AccessPoints.Creation(EC2, "nowhere", Optional.empty(), Optional.empty(), PublicAccessBlock.ALL);

        assertThat(refused(() -> lake.points.create(nowhere))).isEqualTo(ErrorCode.InvalidRequest);
        assertThat(refused(() -> lake.points.create(creation(new AccessPointId("444455556666", "other")))))
                .isEqualTo(ErrorCode.InvalidRequest);
    }

    @Test
    void aBucketStaysWhileAnAccessPointIsAttached() {
        lake.points.create(creation(EC2));
        lake.rules.deleteAccessBlock("lake");

        assertThat(refused(() -> lake.addresses.removing("lake", () -> lake.store.deleteBucket("lake"))))
                .isEqualTo(ErrorCode.BucketHasAccessPointsAttached);
        assertThat(lake.store.bucket("lake")).isPresent();
        lake.points.delete(EC2);
        lake.addresses.removing("lake", () -> lake.store.deleteBucket("lake"));
        assertThat(lake.store.bucket("lake")).isEmpty();
        assertThat(lake.rules.accessBlock("lake")).contains(PublicAccessBlock.ALL);
    }

    @ParameterizedTest(name = "{0} is accepted: {1}")
    @CsvSource(textBlock = """
        arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer,            true
        arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer/object/*,   true
        arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-*,                   true
        arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consume?/object/a/b, true
        arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumers/object/*,  false
        arn:aws:s3:us-east-1:111122223333:accesspoint/other/object/*,          false
        arn:aws:s3:eu-west-1:111122223333:accesspoint/ec2-consumer/object/*,   false
        arn:aws:s3:::lake/*,                                                   false
        """)
    void policyIsOnlyOfItsOwnAccessPoint(String resource, boolean accepted) {
        lake.points.create(creation(EC2));
        String policy = POLICY.replace(ARN + "/object/*", resource);

        var refused =
                catchThrowableOfType(AwsException.class, () -> lake.points.putPolicy(EC2, policy, ADMINISTRATOR.arn()));

        assertThat(refused == null).isEqualTo(accepted);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        not JSON; Policies must be valid JSON and the first byte must be '{'
        [];       Policies must be valid JSON and the first byte must be '{'
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}; Missing required field Principal
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::other/*"}]}; Policy has invalid resource
        """)
    void whatIsNoPolicyIsMalformed(String policy, String message) {
        var refused = catchThrowableOfType(
                AwsException.class, () -> lake.rules.putPolicy(lake.lake(), policy, ADMINISTRATOR));

        assertThat(refused.code()).isEqualTo(ErrorCode.MalformedPolicy);
        assertThat(refused).hasMessage(message);
        assertThat(lake.rules.policy("lake")).isEmpty();
    }

    @Test
    void aPolicyOfMoreThan20KilobytesIsMalformed() {
        lake.points.create(creation(EC2));
        String longest = POLICY + " ".repeat(20 * 1024 - POLICY.length());

        assertThat(refused(() -> lake.points.putPolicy(EC2, longest + " ", ADMINISTRATOR.arn())))
                .isEqualTo(ErrorCode.MalformedPolicy);
        lake.points.putPolicy(EC2, longest, ADMINISTRATOR.arn());
        assertThat(lake.points.require(EC2).point().policy()).contains(longest);
    }

    /** Account, bucket, access point: any one of them keeps a public policy out. */
    @ParameterizedTest(name = "account {0}, bucket {1}, access point {2}")
    @CsvSource(textBlock = """
        false, false, false, true
        true,  false, false, false
        false, true,  false, false
        false, false, true,  false
        """)
    void publicPolicyNeedsEveryBlockToBeOff(boolean account, boolean bucket, boolean point, boolean accepted) {
        lake.rules.putAccountBlock(Rules.ACCOUNT, block(account));
        lake.rules.putAccessBlock("lake", block(bucket));
        lake.points.create(creation(EC2, Optional.empty(), block(point)));

        var refused = catchThrowableOfType(
                AwsException.class, () -> lake.points.putPolicy(EC2, PUBLIC_POLICY, ADMINISTRATOR.arn()));

        assertThat(refused == null).isEqualTo(accepted);
        lake.points.putPolicy(EC2, POLICY, ADMINISTRATOR.arn());
    }

    @Test
    void refusedPublicPolicyOfABucketSaysWhy() {
        String policy = PUBLIC_POLICY.replace(ARN + "/object/*", "arn:aws:s3:::lake/*");

        var refused = catchThrowableOfType(
                AwsException.class, () -> lake.rules.putPolicy(lake.lake(), policy, ADMINISTRATOR));

        assertThat(refused.code()).isEqualTo(ErrorCode.AccessDenied);
        assertThat(refused)
                .hasMessage(
                        "User: arn:aws:iam::111122223333:user/administrator is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::lake\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
        lake.rules.putAccessBlock("lake", new PublicAccessBlock(true, true, false, true));
        lake.rules.putPolicy(lake.lake(), policy, ADMINISTRATOR);
        assertThat(lake.rules.isPublic("lake")).isTrue();
    }

    private static PublicAccessBlock block(boolean publicPolicies) {
        return new PublicAccessBlock(false, false, publicPolicies, false);
    }

    private static AccessPoints.Creation creation(AccessPointId id) {
        return creation(id, Optional.empty(), PublicAccessBlock.ALL);
    }

    private static AccessPoints.Creation creation(AccessPointId id, Optional<String> vpc, PublicAccessBlock block) {
        return new AccessPoints.Creation(id, "lake", Optional.empty(), vpc, block);
    }

    private static ErrorCode refused(Runnable action) {
        return catchThrowableOfType(AwsException.class, action::run).code();
    }
}
