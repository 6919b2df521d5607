package io.sluice.deploy.template;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One resource that deploying would create.
 *
 * @param name as people know it; empty where AWS makes one up
 * @param arn empty where it has none, or none that is known before
 */
public record PlannedResource(String stack, String type, String logicalId, String name, String arn) {
    static PlannedResource of(Resource resource) {
        return new PlannedResource(
                resource.stack(),
                resource.type(),
                resource.logicalId(),
                known(() -> name(resource)),
                known(() -> resource.hasArn() ? resource.attribute("Arn") : ""));
    }

    /** What is only known once AWS has made it is left empty. */
    private static String known(Supplier<String> text) {
        try {
            return Optional.of(text.get()).filter(each -> !each.contains("<")).orElse("");
        } catch (TemplateException unknown) {
            return "";
        }
    }

    private static String name(Resource resource) {
        return switch (resource.type()) {
            case "AWS::S3::BucketPolicy" -> resource.property("Bucket").text();
            case "AWS::S3ObjectLambda::AccessPointPolicy" ->
                resource.property("ObjectLambdaAccessPoint").text();
            case "AWS::IAM::Policy" -> resource.property("PolicyName").text();
            case "AWS::IAM::OIDCProvider" -> resource.property("Url").text();
            case "AWS::Lambda::Url" ->
                FunctionReader.nameOf(resource.property("TargetFunctionArn").text());
            case "AWS::Lambda::Permission" ->
                FunctionReader.nameOf(resource.property("FunctionName").text()) + " by "
                        + resource.property("Principal").text();
            case "AWS::S3::AccessGrantsLocation" ->
                resource.property("LocationScope").text();
            case "AWS::S3::AccessGrant" -> grant(resource);
            case "AWS::SSO::Application" -> resource.property("Name").text();
            case "AWS::IdentityStore::Group" -> resource.property("DisplayName").text();
            default -> resource.ref();
        };
    }

    private static String grant(Resource grant) {
        var grantee = grant.property("Grantee").member("GranteeIdentifier").text();
        return grant.property("AccessGrantsLocationConfiguration")
                        .member("S3SubPrefix")
                        .text()
                + " " + grant.property("Permission").text() + " to " + grantee.substring(grantee.lastIndexOf('/') + 1);
    }
}
