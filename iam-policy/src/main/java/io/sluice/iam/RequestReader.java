package io.sluice.iam;

import io.sluice.iam.AccessPointGate.NetworkOrigin;
import io.sluice.iam.Json.Array;
import io.sluice.iam.Json.Node;
import io.sluice.iam.Json.Nothing;
import io.sluice.iam.Json.Scalar;
import io.sluice.iam.Json.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a request with its policies from one JSON object. */
final class RequestReader {
    private static final Set<String> MEMBERS = Set.of(
            "principal",
            "action",
            "resource",
            "resourceAccount",
            "context",
            "identityPolicies",
            "resourcePolicy",
            "accessPointPolicy",
            "accessPoint",
            "permissionsBoundary",
            "sessionPolicies",
            "serviceControlPolicies",
            "resourceControlPolicies",
            "vpcEndpointPolicy");
    private static final Set<String> PRINCIPAL =
            Set.of("arn", "account", "tags", "orgId", "issuerArn", "canonicalUserId", "userId");
    private static final Set<String> ACCESS_POINT = Set.of("arn", "bucket", "networkOrigin", "vpcId");

    record Question(AccessRequest request, PolicySet policies) {}

    private final String line;
    private final Node root;

    private RequestReader(String line, Node root) {
        this.line = line;
        this.root = root;
    }

    /** @throws PolicyException or IllegalArgumentException where the line is not a request */
    static Question read(String line) {
        if (!(Json.parse(line) instanceof Node root)) {
            throw new IllegalArgumentException("A request is a JSON object");
        }
        return new RequestReader(line, root).question();
    }

    private Question question() {
        PolicyParser.elements(root, MEMBERS);
        var gate = accessPoint();
        var context = context();
        var action = required(root, "action");
        var request = new AccessRequest(
                principal(context), action, required(root, "resource"), resourceAccount(gate), context);
        return new Question(request, policies(gate, action));
    }

    private PolicySet policies(Optional<AccessPointGate> gate, String action) {
        var all = PolicySet.builder();
        gate.ifPresent(all::accessPoint);
        list(root, "identityPolicies").forEach(json -> all.identity(policy(json)));
        member(root, "resourcePolicy").map(this::policy).ifPresent(policy -> {
            if (action.regionMatches(true, 0, "sts:", 0, 4)) {
                all.roleTrust(policy);
            } else {
                all.resource(policy);
            }
        });
        member(root, "permissionsBoundary").map(this::policy).ifPresent(all::permissionsBoundary);
        list(root, "sessionPolicies").forEach(json -> all.session(policy(json)));
        list(root, "serviceControlPolicies").forEach(level -> all.serviceControl(level(level)));
        list(root, "resourceControlPolicies").forEach(level -> all.resourceControl(level(level)));
        member(root, "vpcEndpointPolicy").map(this::policy).ifPresent(all::vpcEndpoint);
        return all.build();
    }

    private List<NamedPolicy> level(Json json) {
        return switch (json) {
            case Array(var _, var items) -> items.stream().map(this::policy).toList();
            case Node _ -> List.of(policy(json));
            case Text _, Scalar _, Nothing _ -> throw wrong(json, "a list of policies");
        };
    }

    /** A policy is named by where it stands in the request. */
    private NamedPolicy policy(Json json) {
        var name = json.place().path().substring("$.".length());
        if (!(json instanceof Node node)) {
            throw wrong(json, "a policy document");
        }
        try {
            return new NamedPolicy(name, PolicyDocument.parse(line.substring(node.from(), node.to())));
        } catch (PolicyException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private Optional<AccessPointGate> accessPoint() {
        var policy = member(root, "accessPointPolicy").map(this::policy);
        var json = member(root, "accessPoint");
        if (json.isEmpty()) {
            if (policy.isPresent()) {
                throw new IllegalArgumentException("accessPointPolicy without accessPoint");
            }
            return Optional.empty();
        }
        var node = node(json.get());
        PolicyParser.elements(node, ACCESS_POINT);
        return Optional.of(new AccessPointGate(
                required(node, "arn"),
                required(node, "bucket"),
                text(node, "networkOrigin").map(NetworkOrigin::of).orElse(NetworkOrigin.INTERNET),
                text(node, "vpcId").orElse(""),
                policy));
    }

    private Principal principal(RequestContext context) {
        var json = member(root, "principal");
        if (json.isEmpty()) {
            return Principal.anonymous();
        }
        if (json.get() instanceof Text(var _, var arn)) {
            return Principal.of(arn);
        }
        var node = node(json.get());
        PolicyParser.elements(node, PRINCIPAL);
        var principal = Principal.of(required(node, "arn"));
        var account = text(node, "account").orElse(principal.account());
        if (!principal.account().isEmpty() && !principal.account().equals(account)) {
            throw new IllegalArgumentException("principal.account is not the account of principal.arn");
        }
        principal = principal.kind() == Principal.Kind.ANONYMOUS ? principal : principal.withAccount(account);
        principal = text(node, "orgId").map(principal::withOrgId).orElse(principal);
        principal = text(node, "canonicalUserId")
                .map(principal::withCanonicalUserId)
                .orElse(principal);
        principal = text(node, "userId").map(principal::withUniqueId).orElse(principal);
        principal = issuer(node, principal, context).map(principal::withIssuer).orElse(principal);
        var tags = member(node, "tags").map(RequestReader::tags);
        return tags.isPresent() ? principal.withTags(tags.get()) : principal;
    }

    /** The role of a session, with its path where aws:PrincipalArn tells it. */
    private static Optional<String> issuer(Node node, Principal principal, RequestContext context) {
        var said = text(node, "issuerArn");
        var known = context.lowerCase("aws:principalarn");
        if (said.isPresent() || principal.kind() != Principal.Kind.ROLE_SESSION || known == null) {
            return said;
        }
        var role = principal.issuer().substring(principal.issuer().lastIndexOf('/'));
        return known.stream()
                .filter(arn -> arn.endsWith(role) && arn.contains(":" + principal.account() + ":role/"))
                .findFirst();
    }

    private static Map<String, String> tags(Json json) {
        var tags = new LinkedHashMap<String, String>();
        node(json).members().forEach((key, value) -> tags.put(key, string(value)));
        return tags;
    }

    private RequestContext context() {
        var keys = new LinkedHashMap<String, List<String>>();
        member(root, "context")
                .ifPresent(json -> node(json).members().forEach((key, value) -> {
                    if (value instanceof Array(var _, var items)) {
                        keys.put(key, items.stream().map(RequestReader::string).toList());
                    } else if (!(value instanceof Nothing)) {
                        keys.put(key, List.of(string(value)));
                    }
                }));
        return RequestContext.of(keys);
    }

    private String resourceAccount(Optional<AccessPointGate> gate) {
        var said = text(root, "resourceAccount");
        if (said.isPresent()) {
            return said.get();
        }
        var parts = required(root, "resource").split(":", 6);
        if (parts.length == 6 && !parts[4].isEmpty()) {
            return parts[4];
        }
        return gate.map(AccessPointGate::account)
                .orElseThrow(() -> new IllegalArgumentException("resourceAccount is missing"));
    }

    private static List<Json> list(Node node, String name) {
        return member(node, name)
                .map(json -> switch (json) {
                    case Array(var _, var items) -> items;
                    case Node _ -> List.of(json);
                    case Text _, Scalar _, Nothing _ -> throw wrong(json, "a list");
                })
                .orElse(List.of());
    }

    private static Optional<Json> member(Node node, String name) {
        return Optional.ofNullable(node.members().get(name)).filter(json -> !(json instanceof Nothing));
    }

    private static Optional<String> text(Node node, String name) {
        return member(node, name).map(RequestReader::string).filter(text -> !text.isEmpty());
    }

    private static String required(Node node, String name) {
        return text(node, name).orElseThrow(() -> node.place().error(name + " is missing"));
    }

    private static Node node(Json json) {
        if (!(json instanceof Node node)) {
            throw wrong(json, "an object");
        }
        return node;
    }

    private static String string(Json json) {
        return switch (json) {
            case Text(var _, var value) -> value;
            case Scalar(var _, var value) -> value;
            case Nothing _, Array _, Node _ -> throw wrong(json, "a string");
        };
    }

    private static PolicyException wrong(Json json, String expected) {
        return json.place().error("Expected " + expected + ", found " + json.kind());
    }
}
