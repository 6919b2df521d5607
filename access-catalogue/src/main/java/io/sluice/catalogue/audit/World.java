package io.sluice.catalogue.audit;

import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedDirectory;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.RenderedRole;
import io.sluice.iam.AccessPointGate;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.AccessWorld;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Every rendered document with what it hangs on, so that one question is asked of all of them. Documents have the names of their files;
 * a role is a session of it, and a group of the directory is a caller of its own, since its members hold its grants.
 */
public final class World {
    /** A resource without a policy is there all the same, for what callers' own policies say; this says nothing of any action on it. */
    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},"
                    + "\"Action\":\"sts:GetCallerIdentity\",\"Resource\":\"*\"}}";

    private final RenderedCatalogue rendered;
    private final SequencedMap<String, Principal> callers = new LinkedHashMap<>();
    private final AccessWorld access;

    private World(RenderedCatalogue rendered) {
        this.rendered = rendered;
        var builder = AccessWorld.builder();
        rendered.buckets()
                .forEach(bucket -> builder.bucket(
                        bucket.name(),
                        rendered.account(),
                        bucket.policy().map(json -> policy("buckets/" + bucket.name(), json)),
                        bucket.publicAccessBlock().restrictPublicBuckets()));
        rendered.accessPoints()
                .forEach(point -> builder.accessPoint(
                        gate(point), point.publicAccessBlock().restrictPublicBuckets()));
        rendered.objectLambdaAccessPoints()
                .forEach(point -> builder.resource(
                        point.arn(),
                        rendered.account(),
                        policy(
                                "object-lambda-access-points/" + point.name() + ".policy",
                                point.policy().orElse(NOTHING))));
        rendered.functions()
                .forEach(function -> builder.resource(function.arn(), rendered.account(), policy(function)));
        rendered.roles().forEach(role -> role(builder, role));
        rendered.directory()
                .ifPresent(directory -> directory.groups().forEach(group -> callers.put(words(group), group(group))));
        rendered.grants().ifPresent(grants -> {
            var policy = policy("access-grants.policy", grants.resourcePolicy().orElse(NOTHING));
            builder.resource(grants.instanceArn(), rendered.account(), policy);
            grants.grants().forEach(grant -> grant(builder, grant));
        });
        access = builder.build();
    }

    public static World of(RenderedCatalogue rendered) {
        return new World(rendered);
    }

    public AccessWorld access() {
        return access;
    }

    public RenderedCatalogue rendered() {
        return rendered;
    }

    /** Those whose policies and grants are known, by what people call them: the name of a role, {@code group sales}. */
    public SequencedMap<String, Principal> callers() {
        return callers;
    }

    /** A role by name, a group as {@code group sales}, or whoever has this ARN. */
    public Principal principal(String text) {
        var known = callers.get(text);
        if (known != null) {
            return known;
        }
        var principal = Principal.of(text);
        return callers.values().stream()
                .filter(each -> isSame(each, principal))
                .findFirst()
                .orElse(principal);
    }

    /** Sessions of a role are alike here, and so is the role itself. */
    private static boolean isSame(Principal known, Principal asked) {
        return switch (asked.kind()) {
            case ROLE -> known.issuer().equals(asked.arn());
            case ROLE_SESSION -> known.issuer().equals(asked.issuer());
            case ROOT, USER, FEDERATED_USER, IDENTITY_PROVIDER, SERVICE, ANONYMOUS ->
                known.arn().equals(asked.arn());
        };
    }

    /** As people call a caller that some answer names by ARN. */
    public String words(String caller) {
        return callers.entrySet().stream()
                .filter(entry -> entry.getValue().arn().equals(caller))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse(caller);
    }

    boolean allows(Principal who, String action, String resource, RequestContext context) {
        return access.ways(new AccessRequest(who, action, resource, rendered.account(), context)).values().stream()
                .anyMatch(way -> way.decision().isAllowed());
    }

    private void role(AccessWorld.Builder builder, RenderedRole role) {
        var session = Principal.of("arn:aws:sts::" + rendered.account() + ":assumed-role/" + role.name() + "/session")
                .withIssuer(role.arn());
        var policies = role.policies().entrySet().stream()
                .map(each -> policy("roles/" + role.name() + "." + each.getKey(), each.getValue()))
                .toList();
        callers.put(role.name(), session);
        builder.caller(new AccessWorld.Caller(session, policies, Optional.empty()));
        builder.resource(role.arn(), rendered.account(), policy("roles/" + role.name() + ".trust", role.trustPolicy()));
    }

    private void grant(AccessWorld.Builder builder, RenderedGrants.Grant grant) {
        var grantee =
                switch (grant.grantee().type()) {
                    case "DIRECTORY_GROUP" ->
                        rendered.directory().stream()
                                .flatMap(directory -> directory.groups().stream())
                                .filter(group ->
                                        group.id().equals(grant.grantee().id()))
                                .findFirst()
                                .map(this::group)
                                .orElseThrow();
                    default -> principal(grant.grantee().id());
                };
        builder.grant(new AccessWorld.Grant(
                grant.scope() + " " + grant.permission() + " to " + words(grantee.arn()),
                grantee,
                grant.scope(),
                AccessWorld.Permission.valueOf(grant.permission())));
    }

    private static String words(RenderedDirectory.Group group) {
        return "group " + group.displayName();
    }

    private Principal group(RenderedDirectory.Group group) {
        return Principal.of("arn:aws:sts::" + rendered.account() + ":federated-user/" + group.displayName());
    }

    private static AccessPointGate gate(RenderedAccessPoint point) {
        var policy = point.policy().map(json -> policy("access-points/" + point.name(), json));
        return switch (point.networkOrigin()) {
            case NetworkOrigin.Internet _ ->
                new AccessPointGate(point.arn(), point.bucket(), AccessPointGate.NetworkOrigin.INTERNET, "", policy);
            case NetworkOrigin.Vpc(var vpc) ->
                new AccessPointGate(point.arn(), point.bucket(), AccessPointGate.NetworkOrigin.VPC, vpc, policy);
        };
    }

    /** As AddPermission writes it. */
    private static NamedPolicy policy(RenderedFunction function) {
        var statements = function.permissions().stream()
                .map(permission -> """
                        {"Sid":"%s","Effect":"Allow","Principal":{"Service":"%s"},"Action":"%s","Resource":"%s",
                         "Condition":{"StringEquals":{"AWS:SourceAccount":"%s"},"ArnLike":{"AWS:SourceArn":"%s"}}}""".formatted(
                                permission.statementId(),
                                permission.principal(),
                                permission.action(),
                                function.arn(),
                                permission.sourceAccount(),
                                permission.sourceArn()))
                .toList();
        return policy(
                "functions/" + function.name(),
                statements.isEmpty()
                        ? NOTHING
                        : "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    private static NamedPolicy policy(String file, String json) {
        return new NamedPolicy(file + ".json", PolicyDocument.parse(json));
    }

    /** The ARN that a person means by {@code s3://bucket/key}, by an ARN, or by the name of an access point. */
    public String resource(String text) {
        if (text.startsWith("s3://")) {
            var path = text.substring("s3://".length());
            return "arn:aws:s3:::" + (path.indexOf('/') == path.length() - 1 ? path.replace("/", "") : path);
        }
        return rendered.accessPoints().stream()
                .filter(point -> point.name().equals(text))
                .map(RenderedAccessPoint::arn)
                .findFirst()
                .orElse(text);
    }

    /** The names of the buckets. */
    List<String> buckets() {
        return rendered.buckets().stream().map(bucket -> bucket.name()).toList();
    }
}
