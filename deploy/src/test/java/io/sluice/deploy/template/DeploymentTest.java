package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.catalogue.RenderedDirectory;
import io.sluice.catalogue.RenderedRole;
import io.sluice.catalogue.audit.World;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeploymentTest {
    private static final String LAKE =
            "\"Lake\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": \"lake\"}}";
    private static final String READ =
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}";
    private static final String ROLE =
            "\"Reader\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"RoleName\": \"reader\","
                    + " \"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\","
                    + " \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}}}}";

    private static Deployment deployment(String... resources) {
        return deployment(Optional.empty(), template("sluice-a.json", String.join(",", resources)));
    }

    private static Deployment deployment(Optional<RenderedDirectory> people, Template... templates) {
        var target = new Target("111122223333", "us-east-1", Map.of());
        return Deployment.of(ResolvedStacks.of(new Templates(List.of(templates)), target), people);
    }

    private static Template template(String name, String resources) {
        return Template.parse(
                name,
                "{\"Conditions\": {\"Never\": {\"Fn::Equals\": [\"a\", \"b\"]}}, \"Resources\": {" + resources + "}}");
    }

    private static String resource(String id, String type, String properties) {
        return "\"" + id + "\": {\"Type\": \"" + type + "\", \"Properties\": {" + properties + "}}";
    }

    @Test
    void aPolicyIsOfItsRoleWhereverItIsAttached() {
        var read = deployment(
                LAKE,
                ROLE,
                resource(
                        "A",
                        "AWS::IAM::Policy",
                        "\"PolicyName\": \"a\", \"Roles\": [{\"Ref\": \"Reader\"}], \"PolicyDocument\": " + READ),
                resource(
                        "B",
                        "AWS::IAM::RolePolicy",
                        "\"PolicyName\": \"b\", \"RoleName\": \"reader\", \"PolicyDocument\": " + READ),
                resource(
                        "C",
                        "AWS::IAM::ManagedPolicy",
                        "\"ManagedPolicyName\": \"c\", \"Roles\": [\"reader\"], \"PolicyDocument\": " + READ));

        assertThat(read.findings()).isEmpty();
        assertThat(read.rendered().roles())
                .extracting(RenderedRole::policies)
                .first()
                .extracting(Map::keySet)
                .isEqualTo(java.util.Set.of("a", "b", "arn:aws:iam::111122223333:policy/c"));
    }

    @Test
    void aPolicyOfARoleThatIsNotThereIsReported() {
        var read = deployment(
                LAKE,
                resource(
                        "A",
                        "AWS::IAM::Policy",
                        "\"PolicyName\": \"a\", \"Roles\": [\"nobody\"], \"PolicyDocument\": " + READ));

        assertThat(read.findings())
                .extracting(TemplateFinding::toString)
                .containsExactly("sluice-a.json A Properties.PolicyDocument: missing: no template has the role nobody"
                        + " that this policy is attached to");
    }

    @Test
    void aPolicyOfAUserIsReported() {
        var read = deployment(
                LAKE,
                resource(
                        "A",
                        "AWS::IAM::Policy",
                        "\"PolicyName\": \"a\", \"Users\": [\"u\"], \"PolicyDocument\": " + READ));

        assertThat(read.findings()).extracting(TemplateFinding::kind).containsExactly(Kind.UNREADABLE);
    }

    @Test
    void aPolicyMayBeWrittenAsText() {
        var read = deployment(
                LAKE,
                resource(
                        "A",
                        "AWS::S3::BucketPolicy",
                        "\"Bucket\": {\"Ref\": \"Lake\"}, \"PolicyDocument\": \""
                                + READ.replace("\"Action\"", "\"Principal\": {\"AWS\": \"111122223333\"}, \"Action\"")
                                        .replace("\"", "\\\"")
                                + "\""));

        assertThat(read.findings()).isEmpty();
        assertThat(read.rendered().bucket().policy()).isPresent();
    }

    @Test
    void aSecondPolicyOfABucketIsReported() {
        var policy = "\"Bucket\": \"lake\", \"PolicyDocument\": "
                + READ.replace("\"Action\"", "\"Principal\": {\"AWS\": \"111122223333\"}, \"Action\"");
        var read = deployment(
                LAKE, resource("A", "AWS::S3::BucketPolicy", policy), resource("B", "AWS::S3::BucketPolicy", policy));

        assertThat(read.findings())
                .extracting(TemplateFinding::toString)
                .containsExactly(
                        "sluice-a.json B Properties.PolicyDocument: unreadable: there is another buckets/lake.json,"
                                + " at sluice-a.json A Properties.PolicyDocument");
    }

    @Test
    void whatAConditionLeavesOutIsNotThere() {
        var read = deployment(LAKE, ROLE.replace("\"Properties\"", "\"Condition\": \"Never\", \"Properties\""));

        assertThat(read.rendered().roles()).isEmpty();
    }

    @Test
    void aNameComesFromWhatAnotherStackExports() {
        var lake = Template.parse(
                "sluice-a.json",
                "{\"Resources\": {" + LAKE
                        + "}, \"Outputs\": {\"Lake\": {\"Value\": {\"Ref\": \"Lake\"}, \"Export\": {\"Name\": \"the-lake\"}}}}");
        var point = template(
                "sluice-b.json",
                resource(
                        "Point",
                        "AWS::S3::AccessPoint",
                        "\"Name\": \"point\", \"Bucket\": {\"Fn::ImportValue\": \"the-lake\"}"));
        var read = deployment(Optional.empty(), lake, point);

        assertThat(read.rendered().accessPoints())
                .extracting(each -> each.bucket())
                .containsExactly("lake");
    }

    @Test
    void aGrantNamesTheGroupThatATemplateMakes() {
        var people = new RenderedDirectory(
                "d-1", "arn:aws:sso:::instance/ssoins-1", List.of(), List.of(), List.of(), List.of());
        var read = deployment(
                Optional.of(people),
                template(
                        "sluice-a.json",
                        String.join(
                                ",",
                                LAKE,
                                resource("Group", "AWS::IdentityStore::Group", "\"DisplayName\": \"sales\""),
                                resource("Instance", "AWS::S3::AccessGrantsInstance", ""),
                                resource(
                                        "Place",
                                        "AWS::S3::AccessGrantsLocation",
                                        "\"LocationScope\": \"s3://lake/\", \"IamRoleArn\": \"r\""),
                                resource(
                                        "Grant",
                                        "AWS::S3::AccessGrant",
                                        "\"AccessGrantsLocationId\": {\"Ref\": \"Place\"}, \"Permission\": \"READ\","
                                                + " \"AccessGrantsLocationConfiguration\": {\"S3SubPrefix\": \"a/*\"}, \"Grantee\": {\"GranteeType\":"
                                                + " \"DIRECTORY_GROUP\", \"GranteeIdentifier\": {\"Fn::GetAtt\": [\"Group\", \"GroupId\"]}}"))));

        assertThat(World.of(read.rendered()).access().whoCan("s3:GetObject", "arn:aws:s3:::lake/a/b"))
                .extracting(access -> access.route())
                .containsExactly("grant s3://lake/a/* READ to group sales");
    }

    @Test
    void aGrantInABucketThatIsNotThereIsReportedAndGivesNothing() {
        var read = deployment(
                LAKE,
                resource("Instance", "AWS::S3::AccessGrantsInstance", ""),
                resource(
                        "Place",
                        "AWS::S3::AccessGrantsLocation",
                        "\"LocationScope\": \"s3://sea/\", \"IamRoleArn\": \"r\""),
                resource(
                        "Grant",
                        "AWS::S3::AccessGrant",
                        "\"AccessGrantsLocationId\": {\"Ref\": \"Place\"}, \"Permission\": \"READ\","
                                + " \"AccessGrantsLocationConfiguration\": {\"S3SubPrefix\": \"*\"}, \"Grantee\": {\"GranteeType\":"
                                + " \"IAM\", \"GranteeIdentifier\": \"arn:aws:iam::111122223333:role/reader\"}"));

        assertThat(read.findings()).extracting(TemplateFinding::kind).containsExactly(Kind.MISSING);
        assertThat(read.rendered().grants().orElseThrow().grants()).isEmpty();
    }

    @Test
    void aParameterWithoutAValueMayNotDecideWhoReads() {
        var parameters = "{\"Parameters\": {\"Place\": {\"Type\": \"String\"}}, \"Resources\": {";
        var policy = "\"PolicyName\": \"a\", \"Roles\": [\"reader\"], \"PolicyDocument\": "
                + READ.replace("\"*\"", "{\"Ref\": \"Place\"}");
        var all = parameters + LAKE + "," + ROLE + "," + resource("A", "AWS::IAM::Policy", policy) + "}}";

        assertThat(deployment(Optional.empty(), Template.parse("a.json", all)).findings())
                .extracting(finding -> finding.where() + " " + finding.kind())
                .containsExactly("a.json A Properties.PolicyDocument.Statement[0] unreadable");
        assertThat(deployment(
                                Optional.empty(),
                                Template.parse("a.json", all.replace("s3:GetObject", "ssm:GetParameter")))
                        .findings())
                .isEmpty();
    }

    @Test
    void withoutAnyBucketThereIsNothingToHoldAgainstACatalogue() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> deployment(ROLE))
                .withMessage("sluice-a: none of these templates has a bucket");
    }
}
