package io.sluice.deploy.template;

import java.util.List;
import java.util.Set;

/**
 * The policies of what the catalogue does not speak of: keys, queues, topics, endpoints of networks. Each is kept under the name of its
 * resource, so that it is held against the same rules.
 */
final class OtherPolicies {
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "AWS::S3::BucketPolicy",
            "AWS::S3::AccessPoint",
            "AWS::S3ObjectLambda::AccessPointPolicy",
            "AWS::IAM::Role",
            "AWS::IAM::Policy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::ManagedPolicy");
    private static final List<String> PROPERTIES =
            List.of("PolicyDocument", "KeyPolicy", "Policy", "ResourcePolicy", "AssumeRolePolicyDocument");

    private final Reading reading;

    OtherPolicies(Reading reading) {
        this.reading = reading;
    }

    void read() {
        reading.resources().stream()
                .filter(resource -> !READ_ELSEWHERE.contains(resource.type()))
                .forEach(resource -> PROPERTIES.stream()
                        .filter(resource.declaredProperties()::has)
                        .forEach(property -> reading.attempt(() -> read(resource, property))));
    }

    private boolean read(Resource resource, String property) {
        var document = resource.property(property);
        if (document.node().isTextual() && !document.text().startsWith("{")) {
            return false;
        }
        var json = reading.policy(document);
        var name = "policies/" + resource.stack() + "/" + resource.logicalId() + ".json";
        json.ifPresent(text -> reading.keep(name, text, document.where(), resource.is("AWS::EC2::VPCEndpoint")));
        return json.isPresent();
    }
}
