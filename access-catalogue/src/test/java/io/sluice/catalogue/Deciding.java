package io.sluice.catalogue;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides requests by the documents of a catalogue, and by all of them that AWS would ask. */
record Deciding(RenderedCatalogue rendered) {
    static final RequestContext VIA_OBJECT_LAMBDA = context("aws:CalledVia=s3-object-lambda.amazonaws.com");

    /** Keys and values, as {@code s3:prefix=a/ aws:SecureTransport=true}. */
    static RequestContext context(String keys) {
        var context = RequestContext.empty();
        for (var pair : keys.isBlank() ? new String[0] : keys.trim().split(" +")) {
            var parts = pair.split("=", 2);
            context = context.with(parts[0], Arrays.asList(parts[1].split(",")));
        }
        return context;
    }

    /** A session of a role of the catalogue, with the role's policies, or whoever has this ARN, without any. */
    boolean through(String accessPoint, String who, String action, String suffix, RequestContext context) {
        var point = rendered.accessPoints().stream()
                .filter(each -> each.name().equals(accessPoint))
                .findFirst()
                .orElseThrow();
        var gate = new AccessPointGate(
                point.arn(),
                point.bucket(),
                AccessPointGate.NetworkOrigin.INTERNET,
                "",
                point.policy().map(json -> policy(point.arn(), json)));
        var set = PolicySet.builder().identity(identity(who)).accessPoint(gate);
        bucket(point.bucket()).ifPresent(set::resource);
        return decide(who, action, point.arn() + suffix, context, set);
    }

    boolean onBucket(String bucket, String who, String action, String suffix, RequestContext context) {
        var set = PolicySet.builder().identity(identity(who));
        bucket(bucket).ifPresent(set::resource);
        return decide(who, action, "arn:aws:s3:::" + bucket + suffix, context, set);
    }

    /** On something without a resource policy that matters here: an instance, a function, a log group. */
    boolean on(String arn, String who, String action, RequestContext context) {
        var set = PolicySet.builder().identity(identity(who));
        rendered.objectLambdaAccessPoints().stream()
                .filter(point -> point.arn().equals(arn))
                .flatMap(point -> point.policy().stream())
                .forEach(json -> set.resource(policy(arn, json)));
        return decide(who, action, arn, context, set);
    }

    /** Whether a role lets somebody assume it, or do what goes with it. */
    boolean trusts(String role, Principal who, List<NamedPolicy> identity, String action, RequestContext context) {
        var rendered = role(role).orElseThrow();
        var set = PolicySet.builder().identity(identity).roleTrust(policy(role, rendered.trustPolicy()));
        return PolicyEvaluator.decide(
                        new AccessRequest(who, action, rendered.arn(), this.rendered.account(), context), set.build())
                .isAllowed();
    }

    List<NamedPolicy> identity(String who) {
        return role(who).map(RenderedRole::policies).orElse(Map.of()).entrySet().stream()
                .map(each -> policy(each.getKey(), each.getValue()))
                .toList();
    }

    Principal principal(String who) {
        return role(who).isPresent() || !who.startsWith("arn:")
                ? Principal.of("arn:aws:sts::" + rendered.account() + ":assumed-role/" + who + "/session")
                : Principal.of(who);
    }

    private boolean decide(
            String who, String action, String resource, RequestContext context, PolicySet.Builder policies) {
        var request = new AccessRequest(principal(who), action, resource, rendered.account(), context);
        return PolicyEvaluator.decide(request, policies.build()).isAllowed();
    }

    private Optional<RenderedRole> role(String name) {
        return rendered.roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst();
    }

    private Optional<NamedPolicy> bucket(String name) {
        return rendered.buckets().stream()
                .filter(bucket -> bucket.name().equals(name))
                .findFirst()
                .flatMap(RenderedBucket::policy)
                .map(json -> policy(name, json));
    }

    static NamedPolicy policy(String name, String json) {
        return new NamedPolicy(name, PolicyDocument.parse(json));
    }
}
