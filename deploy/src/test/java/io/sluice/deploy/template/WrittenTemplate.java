package io.sluice.deploy.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.catalogue.RenderedRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One template that says of a catalogue just what CloudFormation has to know, without functions: what the checks must find nothing in. */
final class WrittenTemplate {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Object> BLOCKED = Map.of(
            "BlockPublicAcls",
            true,
            "IgnorePublicAcls",
            true,
            "BlockPublicPolicy",
            true,
            "RestrictPublicBuckets",
            true);

    private final RenderedCatalogue rendered;
    private final Map<String, Object> resources = new LinkedHashMap<>();

    private WrittenTemplate(RenderedCatalogue rendered) {
        this.rendered = rendered;
    }

    static String of(RenderedCatalogue rendered) {
        var template = new WrittenTemplate(rendered);
        template.key();
        template.buckets();
        rendered.accessPoints().forEach(template::accessPoint);
        rendered.objectLambdaAccessPoints().forEach(template::objectLambda);
        rendered.roles().forEach(template::role);
        rendered.functions().forEach(template::function);
        rendered.oidcProviders()
                .forEach(provider -> template.add(
                        "AWS::IAM::OIDCProvider",
                        provider.url(),
                        Map.of("Url", provider.url(), "ClientIdList", provider.clientIds())));
        rendered.grants().ifPresent(template::grants);
        return text(Map.of("Resources", template.resources));
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code BucketStoreevents111122223333useast1}. */
    private String add(String type, String name, Map<String, ?> properties) {
        var id = type.substring(type.lastIndexOf(':') + 1) + name.replaceAll("[^A-Za-z0-9]", "");
        resources.put(id, Map.of("Type", type, "Properties", properties));
        return id;
    }

    /** All of the account may use it, as long as S3 asks. */
    private void key() {
        var arn = "arn:aws:iam::" + rendered.account() + ":root";
        add("AWS::KMS::Key", "Lake", Map.of("KeyPolicy", json("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "Administer", "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:*", "Resource": "*"},
                  {"Sid": "UseThroughS3", "Effect": "Allow", "Principal": {"AWS": "*"},
                   "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*",
                   "Condition": {"StringEquals": {"aws:PrincipalAccount": "%s", "kms:ViaService": "s3.%s.amazonaws.com"}}}]}""".formatted(
                        arn, rendered.account(), rendered.region()))));
    }

    private void buckets() {
        for (var bucket : rendered.buckets()) {
            var encryption = Map.of(
                    "ServerSideEncryptionByDefault",
                    Map.of(
                            "SSEAlgorithm",
                            "aws:kms",
                            "KMSMasterKeyID",
                            Map.of("Fn::GetAtt", List.of("KeyLake", "Arn"))));
            add(
                    "AWS::S3::Bucket",
                    bucket.name(),
                    Map.of(
                            "BucketName", bucket.name(),
                            "PublicAccessBlockConfiguration", BLOCKED,
                            "VersioningConfiguration", Map.of("Status", "Enabled"),
                            "BucketEncryption", Map.of("ServerSideEncryptionConfiguration", List.of(encryption)),
                            "NotificationConfiguration", Map.of("LambdaConfigurations", events(bucket.name()))));
            bucket.policy()
                    .ifPresent(policy -> add(
                            "AWS::S3::BucketPolicy",
                            bucket.name(),
                            Map.of("Bucket", bucket.name(), "PolicyDocument", json(policy))));
        }
    }

    private List<Object> events(String bucket) {
        var all = new ArrayList<>();
        for (var function : rendered.functions()) {
            function.triggers().stream()
                    .filter(each -> each.bucket().equals(bucket))
                    .forEach(trigger -> {
                        var rules = List.of(
                                Map.of("Name", "prefix", "Value", trigger.prefix()),
                                Map.of("Name", "suffix", "Value", trigger.suffix()));
                        trigger.events()
                                .forEach(event -> all.add(Map.of(
                                        "Event", event,
                                        "Function", function.arn(),
                                        "Filter", Map.of("S3Key", Map.of("Rules", rules)))));
                    });
        }
        return all;
    }

    private void accessPoint(RenderedAccessPoint point) {
        var properties = new HashMap<String, Object>(
                Map.of("Name", point.name(), "Bucket", point.bucket(), "PublicAccessBlockConfiguration", BLOCKED));
        point.policy().ifPresent(policy -> properties.put("Policy", json(policy)));
        if (point.networkOrigin() instanceof NetworkOrigin.Vpc(var vpc)) {
            properties.put("VpcConfiguration", Map.of("VpcId", vpc));
        }
        add("AWS::S3::AccessPoint", point.name(), properties);
    }

    private void objectLambda(RenderedObjectLambdaAccessPoint point) {
        var function = Map.of(
                "FunctionArn",
                point.functionArn(),
                "FunctionPayload",
                point.payload().orElse("{}"));
        add(
                "AWS::S3ObjectLambda::AccessPoint",
                point.name(),
                Map.of(
                        "Name", point.name(),
                        "ObjectLambdaConfiguration",
                                Map.of(
                                        "SupportingAccessPoint", point.supportingAccessPointArn(),
                                        "AllowedFeatures", point.allowedFeatures(),
                                        "TransformationConfigurations",
                                                List.of(Map.of(
                                                        "Actions", point.actions(),
                                                        "ContentTransformation", Map.of("AwsLambda", function))))));
        point.policy()
                .ifPresent(policy -> add(
                        "AWS::S3ObjectLambda::AccessPointPolicy",
                        point.name(),
                        Map.of("ObjectLambdaAccessPoint", point.name(), "PolicyDocument", json(policy))));
    }

    private void role(RenderedRole role) {
        var policies = new ArrayList<>();
        role.policies()
                .forEach((name, policy) -> policies.add(Map.of("PolicyName", name, "PolicyDocument", json(policy))));
        add(
                "AWS::IAM::Role",
                role.name(),
                Map.of(
                        "RoleName", role.name(),
                        "AssumeRolePolicyDocument", json(role.trustPolicy()),
                        "MaxSessionDuration", role.maxSessionDuration().toSeconds(),
                        "Policies", policies));
    }

    private Map<String, String> environment(RenderedFunction function) {
        var all = new HashMap<>(function.environment());
        if (function.urlAuthType().isPresent()) {
            all.put(
                    "SLUICE_REDACTION_VIEWS",
                    "["
                            + String.join(
                                    ",",
                                    rendered.views().stream()
                                            .map(view -> view.document())
                                            .toList()) + "]");
        }
        return all;
    }

    private void function(RenderedFunction function) {
        var properties = new HashMap<String, Object>(Map.of(
                "FunctionName", function.name(),
                "Role", function.roleArn(),
                "Timeout", function.timeout().toSeconds(),
                "MemorySize", function.memoryMegabytes(),
                "Environment", Map.of("Variables", environment(function))));
        function.reservedConcurrency().ifPresent(count -> properties.put("ReservedConcurrentExecutions", count));
        function.deadLetterArn().ifPresent(arn -> properties.put("DeadLetterConfig", Map.of("TargetArn", arn)));
        add("AWS::Lambda::Function", function.name(), properties);
        function.urlAuthType()
                .ifPresent(type -> add(
                        "AWS::Lambda::Url",
                        function.name(),
                        Map.of("TargetFunctionArn", function.arn(), "AuthType", type)));
        function.permissions()
                .forEach(permission -> add(
                        "AWS::Lambda::Permission",
                        permission.statementId(),
                        Map.of(
                                "FunctionName", function.name(),
                                "Principal", permission.principal(),
                                "Action", permission.action(),
                                "SourceArn", permission.sourceArn(),
                                "SourceAccount", permission.sourceAccount())));
    }

    private void grants(RenderedGrants grants) {
        add(
                "AWS::S3::AccessGrantsInstance",
                "",
                Map.of("IdentityCenterArn", grants.identityCenterArn().orElse("")));
        var ids = new HashMap<String, String>();
        grants.locations()
                .forEach(location -> ids.put(
                        location.scope(),
                        add(
                                "AWS::S3::AccessGrantsLocation",
                                location.scope(),
                                Map.of("LocationScope", location.scope(), "IamRoleArn", location.roleArn()))));
        for (var grant : grants.grants()) {
            add(
                    "AWS::S3::AccessGrant",
                    grant.subPrefix() + grant.permission() + grant.grantee().id(),
                    Map.of(
                            "AccessGrantsLocationId", Map.of("Ref", ids.get(grant.locationScope())),
                            "AccessGrantsLocationConfiguration", Map.of("S3SubPrefix", grant.subPrefix()),
                            "Permission", grant.permission(),
                            "Grantee",
                                    Map.of(
                                            "GranteeType", grant.grantee().type(),
                                            "GranteeIdentifier", grant.grantee().id())));
        }
    }
}
