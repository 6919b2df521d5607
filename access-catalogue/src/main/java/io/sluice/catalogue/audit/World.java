package io.sluice.catalogue.audit;

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
import io.sluice.iam.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

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
    /** A policy and what it was parsed from. */
    private record Parsed(String json, NamedPolicy policy) {}

    /** The policies by the names of their files. */
    private final Map<String, Parsed> documents = new ConcurrentHashMap<>();

    /** Those of a world that has most of them too. */
    private final Map<String, Parsed> known;

    /** What people call a caller, by ARN. */
    private final Map<String, String> names = new HashMap<>();
    /** Callers by whom they are sessions of, or by their own ARN. */
    private final Map<String, Principal> identities = new HashMap<>();

    private final Map<String, Principal> groups = new HashMap<>();
    private final AccessWorld access;

    private World(RenderedCatalogue rendered, Map<String, Parsed> known) {
        this.rendered = rendered;
        this.known = known;
        var builder = AccessWorld.builder();
        rendered.buckets()
                .forEach(bucket -> builder.bucket(
                        bucket.name(),
                        rendered.account(),
                        bucket.policy().map(json -> policy("buckets/" + bucket.name(), json)),
                        bucket.publicAccessBlock().restrictPublicBuckets()));
        var gates = rendered.accessPoints().parallelStream().map(this::gate).toList();
        for (int i = 0; i < gates.size(); i++) {
            builder.accessPoint(
                    gates.get(i),
                    rendered.accessPoints().get(i).publicAccessBlock().restrictPublicBuckets());
        }
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
                .ifPresent(directory -> directory.groups().forEach(group -> {
                    groups.put(group.id(), group(group));
                    callers.put(words(group), group(group));
                }));
        callers.forEach((words, caller) -> {
            names.putIfAbsent(caller.arn(), words);
            identities.putIfAbsent(identity(caller), caller);
        });
        rendered.grants().ifPresent(grants -> {
            var policy = policy("access-grants.policy", grants.resourcePolicy().orElse(NOTHING));
            builder.resource(grants.instanceArn(), rendered.account(), policy);
            grants.grants().forEach(grant -> grant(builder, grant));
        });
        access = builder.build();
    }

    public static World of(RenderedCatalogue rendered) {
        return new World(rendered, Map.of());
    }

    /** The same for a world of which most documents are those of another: they are parsed once. */
    static World of(RenderedCatalogue rendered, World like) {
        return new World(rendered, like.documents);
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
        var named = callers.get(text);
        if (named != null) {
            return named;
        }
        var ofRole = identities.get(text);
        if (ofRole != null) {
            return ofRole;
        }
        var principal = Principal.of(text);
        return identities.getOrDefault(identity(principal), principal);
    }

    /** Sessions of a role are alike here, and so is the role itself. */
    private static String identity(Principal principal) {
        return switch (principal.kind()) {
            case ROLE_SESSION -> principal.issuer();
            case ROLE, ROOT, USER, FEDERATED_USER, IDENTITY_PROVIDER, SERVICE, ANONYMOUS -> principal.arn();
        };
    }

    /** As people call a caller that some answer names by ARN. */
    public String words(String caller) {
        return names.getOrDefault(caller, caller);
    }

    /** A statement of one of the documents, by its name. */
    Optional<Statement> statement(String document, String name) {
        return Optional.ofNullable(documents.get(document)).stream()
                .flatMap(parsed -> parsed.policy.document().statements().stream())
                .filter(statement -> statement.name().equals(name))
                .findFirst();
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
                        Optional.ofNullable(groups.get(grant.grantee().id())).orElseThrow();
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

    private AccessPointGate gate(RenderedAccessPoint point) {
        return point.gate(point.policy().map(json -> policy("access-points/" + point.name(), json)));
    }

    /** As AddPermission writes it. */
    private NamedPolicy policy(RenderedFunction function) {
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

    private NamedPolicy policy(String file, String json) {
        return documents.computeIfAbsent(file + ".json", name -> parsed(name, json)).policy;
    }

    private Parsed parsed(String name, String json) {
        var before = known.get(name);
        return before != null && before.json.equals(json)
                ? before
                : new Parsed(json, new NamedPolicy(name, PolicyDocument.parse(json)));
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
