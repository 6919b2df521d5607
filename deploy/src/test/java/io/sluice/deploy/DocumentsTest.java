package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalogue.RenderedRole;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document that the catalogue renders stands in a template, word for word, and no other policy of buckets and access points does. */
@NeedsNode
class DocumentsTest {
    private static final Choices CHOICES = Synthesized.OBJECT_LAMBDA;

    private static Map<String, JsonNode> inTemplates(String type, String name, String document) {
        var all = new TreeMap<String, JsonNode>();
        for (var text : Synthesized.templates(CHOICES).entrySet()) {
            var template = Synthesized.json(text.getValue());
            if (text.getKey().startsWith("sluice-audit") || text.getKey().startsWith("sluice-code")) {
                continue;
            }
            Synthesized.all(template.path("Resources"))
                    .filter(resource -> resource.path("Type").asText().equals(type))
                    .map(resource -> Synthesized.resolved(template, resource.path("Properties")))
                    .forEach(properties -> all.put(properties.path(name).asText(), properties.path(document)));
        }
        return all;
    }

    @Test
    void bucketPoliciesAreTheCatalogues() {
        var rendered = Synthesized.CATALOGUE.buckets().stream()
                .collect(Collectors.toMap(
                        each -> each.name(), each -> json(each.policy().orElseThrow())));

        assertThat(inTemplates("AWS::S3::BucketPolicy", "Bucket", "PolicyDocument"))
                .isEqualTo(rendered);
    }

    @Test
    void accessPointPoliciesAreTheCatalogues() {
        var rendered = Synthesized.CATALOGUE.accessPoints().stream()
                .collect(Collectors.toMap(
                        each -> each.name(), each -> json(each.policy().orElseThrow())));

        assertThat(inTemplates("AWS::S3::AccessPoint", "Name", "Policy")).isEqualTo(rendered);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void rolesAreTheCatalogues(RenderedRole role) {
        assertThat(inTemplates("AWS::IAM::Role", "RoleName", "AssumeRolePolicyDocument")
                        .get(role.name()))
                .isEqualTo(json(role.trustPolicy()));
        assertThat(Synthesized.all(inTemplates("AWS::IAM::Role", "RoleName", "Policies")
                                .get(role.name()))
                        .collect(Collectors.toMap(
                                each -> each.path("PolicyName").asText(), each -> each.path("PolicyDocument"))))
                .isEqualTo(role.policies().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> json(each.getValue()))));
    }

    static java.util.List<RenderedRole> roles() {
        return Synthesized.CATALOGUE.roles();
    }

    @Test
    void viewsAreTheCatalogues() {
        var rendered = Synthesized.CATALOGUE.objectLambdaAccessPoints().getFirst();
        var function = inTemplates("AWS::S3ObjectLambda::AccessPoint", "Name", "ObjectLambdaConfiguration")
                .get(rendered.name())
                .at("/TransformationConfigurations/0/ContentTransformation/AwsLambda");

        assertThat(function.path("FunctionArn").asText()).isEqualTo(rendered.functionArn());
        assertThat(function.path("FunctionPayload").asText())
                .isEqualTo(rendered.payload().orElseThrow());
    }

    @Test
    void grantsAreTheCatalogues() {
        var granted = Synthesized.CATALOGUE.grants().orElseThrow().grants();
        var template = Synthesized.template(CHOICES, "sluice-grants");

        assertThat(Synthesized.resources(CHOICES, "AWS::S3::AccessGrant"))
                .extracting(resource -> {
                    var properties = Synthesized.resolved(template, resource.path("Properties"));
                    return properties.at("/Grantee/GranteeIdentifier").asText()
                            + " "
                            + properties
                                    .at("/AccessGrantsLocationConfiguration/S3SubPrefix")
                                    .asText()
                            + " " + properties.path("Permission").asText();
                })
                .containsExactlyInAnyOrderElementsOf(granted.stream()
                        .map(grant -> grant.grantee().id() + " " + grant.subPrefix() + " " + grant.permission())
                        .toList());
    }

    private static JsonNode json(String document) {
        return Synthesized.json(document);
    }
}
