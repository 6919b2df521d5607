package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give for a resource: what follows from the name that its template gives it, and for the rest a
 * text in angle brackets, {@code <LakeKey.KeyId of sluice-lake>}, which is equal to itself alone. From the return values of each type in the <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">template reference</a>.
 */
final class Attributes {
    /** Which property names a resource; where the template leaves it out, AWS makes a name up. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("AWS::S3::Bucket", "BucketName"),
            Map.entry("AWS::S3::AccessPoint", "Name"),
            Map.entry("AWS::S3ObjectLambda::AccessPoint", "Name"),
            Map.entry("AWS::IAM::Role", "RoleName"),
            Map.entry("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
            Map.entry("AWS::IAM::InstanceProfile", "InstanceProfileName"),
            Map.entry("AWS::IAM::User", "UserName"),
            Map.entry("AWS::Lambda::Function", "FunctionName"),
            Map.entry("AWS::SQS::Queue", "QueueName"),
            Map.entry("AWS::SNS::Topic", "TopicName"),
            Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
            Map.entry("AWS::CloudTrail::Trail", "TrailName"),
            Map.entry("AWS::CloudWatch::Alarm", "AlarmName"));

    /** The ARN of a named resource: service, whether it has a Region and an account, and what stands before the name. */
    private static final Map<String, String> ARNS = Map.ofEntries(
            Map.entry("AWS::S3::Bucket", "arn:aws:s3:::NAME"),
            Map.entry("AWS::S3::AccessPoint", "arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME"),
            Map.entry("AWS::S3ObjectLambda::AccessPoint", "arn:aws:s3-object-lambda:REGION:ACCOUNT:accesspoint/NAME"),
            Map.entry("AWS::IAM::Role", "arn:aws:iam::ACCOUNT:rolePATHNAME"),
            Map.entry("AWS::IAM::ManagedPolicy", "arn:aws:iam::ACCOUNT:policyPATHNAME"),
            Map.entry("AWS::IAM::InstanceProfile", "arn:aws:iam::ACCOUNT:instance-profilePATHNAME"),
            Map.entry("AWS::IAM::User", "arn:aws:iam::ACCOUNT:userPATHNAME"),
            Map.entry("AWS::Lambda::Function", "arn:aws:lambda:REGION:ACCOUNT:function:NAME"),
            Map.entry("AWS::SQS::Queue", "arn:aws:sqs:REGION:ACCOUNT:NAME"),
            Map.entry("AWS::SNS::Topic", "arn:aws:sns:REGION:ACCOUNT:NAME"),
            Map.entry("AWS::Logs::LogGroup", "arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*"),
            Map.entry("AWS::KMS::Key", "arn:aws:kms:REGION:ACCOUNT:key/NAME"),
            Map.entry("AWS::CloudTrail::Trail", "arn:aws:cloudtrail:REGION:ACCOUNT:trail/NAME"),
            Map.entry("AWS::CloudWatch::Alarm", "arn:aws:cloudwatch:REGION:ACCOUNT:alarm:NAME"));

    private Attributes() {}

    /** Whether {@code Fn::GetAtt} gives an ARN that follows from the name. */
    static boolean hasArn(String type) {
        return ARNS.containsKey(type) || type.equals("AWS::IAM::OIDCProvider");
    }

    /** A resource as its template declares it. */
    record Named(Scope scope, String logicalId, JsonNode declared) {
        String type() {
            return declared.path("Type").asText();
        }

        /** A property without functions, where it is there. */
        Optional<JsonNode> property(String name) {
            var where = scope.template().where(logicalId).member("Properties").member(name);
            return Optional.of(
                            scope.resolver().resolve(declared.path("Properties").path(name), where))
                    .filter(value -> !value.isMissingNode());
        }

        Optional<String> text(String property) {
            return property(property).map(JsonNode::asText);
        }

        String assigned(String attribute) {
            return "<" + logicalId + "." + attribute + " of " + scope.template().stack() + ">";
        }

        String name() {
            return Optional.ofNullable(NAMES.get(type())).flatMap(this::text).orElseGet(() -> assigned("Name"));
        }

        String arn() {
            return ARNS.get(type())
                    .replace("REGION", scope.target().region())
                    .replace("ACCOUNT", scope.target().account())
                    .replace("PATH", text("Path").orElse("/"))
                    .replace("NAME", name());
        }
    }

    /** What {@code Ref} gives. */
    static JsonNode ref(Named resource) {
        return TextNode.valueOf(
                switch (resource.type()) {
                    case "AWS::SQS::Queue" -> queueUrl(resource);
                    case "AWS::SNS::Topic", "AWS::IAM::ManagedPolicy" -> resource.arn();
                    case "AWS::IAM::OIDCProvider" -> provider(resource);
                    case "AWS::Lambda::Alias" ->
                        function(resource) + ":" + resource.text("Name").orElseGet(() -> resource.assigned("Name"));
                    case "AWS::Lambda::Version" -> function(resource) + ":" + resource.assigned("Version");
                    case "AWS::KMS::Alias" -> resource.text("AliasName").orElseGet(() -> resource.assigned("Ref"));
                    default -> NAMES.containsKey(resource.type()) ? resource.name() : resource.assigned("Ref");
                });
    }

    /**
     * What {@code Fn::GetAtt} gives.
     *
     * @throws TemplateException where the type is known and has no such attribute
     */
    static JsonNode of(Named resource, String attribute, Where where) {
        return TextNode.valueOf(
                switch (resource.type() + " " + attribute) {
                    case "AWS::S3::Bucket DomainName" -> resource.name() + ".s3.amazonaws.com";
                    case "AWS::S3::Bucket RegionalDomainName" ->
                        resource.name() + ".s3." + resource.scope().target().region() + ".amazonaws.com";
                    case "AWS::S3::AccessPoint Name", "AWS::SQS::Queue QueueName", "AWS::SNS::Topic TopicName" ->
                        resource.name();
                    case "AWS::SQS::Queue QueueUrl" -> queueUrl(resource);
                    case "AWS::SNS::Topic TopicArn", "AWS::IAM::ManagedPolicy PolicyArn" -> resource.arn();
                    case "AWS::IAM::OIDCProvider Arn" -> provider(resource);
                    case "AWS::S3::AccessGrantsInstance AccessGrantsInstanceArn" ->
                        "arn:aws:s3:" + resource.scope().target().region() + ":"
                                + resource.scope().target().account() + ":access-grants/default";
                    case "AWS::IAM::Role RoleId",
                            "AWS::S3::AccessPoint Alias",
                            "AWS::S3ObjectLambda::AccessPoint Alias.Value",
                            "AWS::Lambda::Function SnapStartResponse" -> resource.assigned(attribute);
                    default -> arnOrAssigned(resource, attribute, where);
                });
    }

    private static String arnOrAssigned(Named resource, String attribute, Where where) {
        if (!ARNS.containsKey(resource.type())) {
            return resource.assigned(attribute);
        }
        if (attribute.equals("Arn")) {
            return resource.arn();
        }
        if (resource.type().equals("AWS::KMS::Key") && attribute.equals("KeyId")) {
            return resource.name();
        }
        throw new TemplateException(where, "nothing is known of an attribute " + attribute + " of " + resource.type());
    }

    /** The ARN of the function that a version or an alias is of. */
    private static String function(Named part) {
        var target = part.scope().target();
        var name = FunctionReader.nameOf(part.text("FunctionName").orElseGet(() -> part.assigned("FunctionName")));
        return "arn:aws:lambda:" + target.region() + ":" + target.account() + ":function:" + name;
    }

    private static String queueUrl(Named queue) {
        var target = queue.scope().target();
        return "https://sqs." + target.region() + ".amazonaws.com/" + target.account() + "/" + queue.name();
    }

    private static String provider(Named provider) {
        var url = provider.text("Url").orElseGet(() -> provider.assigned("Url"));
        return "arn:aws:iam::" + provider.scope().target().account() + ":oidc-provider/"
                + url.replaceFirst("^[a-z]+://", "");
    }
}
