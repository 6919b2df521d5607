package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What was rendered, as files: policies and views as they are, the rest as JSON of the record's members. */
final class RenderedDocuments {
    private final SequencedMap<String, String> files = new LinkedHashMap<>();

    private RenderedDocuments() {}

    static SequencedMap<String, String> of(RenderedCatalogue rendered) {
        var documents = new RenderedDocuments();
        rendered.buckets().forEach(bucket -> documents.policy("buckets/" + bucket.name(), bucket.policy()));
        rendered.accessPoints().forEach(point -> documents.policy("access-points/" + point.name(), point.policy()));
        rendered.objectLambdaAccessPoints().forEach(documents::objectLambda);
        rendered.roles().forEach(documents::role);
        rendered.functions().forEach(function -> documents.json("functions/" + function.name(), function));
        rendered.views().forEach(view -> documents.files.put("views/" + view.name() + ".json", view.document()));
        rendered.grants().ifPresent(grants -> documents.json("access-grants", grants));
        rendered.directory().ifPresent(directory -> documents.json("directory", directory));
        if (!rendered.oidcProviders().isEmpty()) {
            documents.json("oidc-providers", rendered.oidcProviders());
        }
        return documents.files;
    }

    private void objectLambda(RenderedObjectLambdaAccessPoint point) {
        var path = "object-lambda-access-points/" + point.name();
        var configuration = new LinkedHashMap<String, Object>();
        configuration.put("arn", point.arn());
        configuration.put("supportingAccessPointArn", point.supportingAccessPointArn());
        configuration.put("allowedFeatures", List.copyOf(point.allowedFeatures()));
        configuration.put("actions", point.actions());
        configuration.put("functionArn", point.functionArn());
        json(path, configuration);
        policy(path + ".policy", point.policy());
    }

    private void role(RenderedRole role) {
        files.put("roles/" + role.name() + ".trust.json", role.trustPolicy());
        role.policies().forEach((name, policy) -> files.put("roles/" + role.name() + "." + name + ".json", policy));
    }

    private void policy(String path, Optional<String> policy) {
        policy.ifPresent(text -> files.put(path + ".json", text));
    }

    private void json(String path, Object value) {
        files.put(path + ".json", Document.write(value));
    }
}
