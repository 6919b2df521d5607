package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedOidcProvider;
import io.sluice.catalogue.RenderedRole;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Roles with every policy that any template attaches to them, and the providers that people sign in with. */
final class RoleReader {
    /** One hour, which is also what AWS takes where nothing is said. */
    private static final int DEFAULT_SESSION = 3600;

    /** In place of a trust policy that is not understood. */
    private static final String NOBODY =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:*\"}}";

    private final Reading reading;
    private final Map<String, Map<String, String>> attached = new LinkedHashMap<>();

    RoleReader(Reading reading) {
        this.reading = reading;
    }

    List<RenderedRole> roles() {
        reading.all(
                "AWS::IAM::Policy",
                policy -> attach(policy, policy.property("PolicyName").text()));
        reading.all("AWS::IAM::ManagedPolicy", policy -> attach(policy, policy.ref()));
        reading.all("AWS::IAM::RolePolicy", policy -> {
            put(
                    policy.property("RoleName").text(),
                    policy.property("PolicyName").text(),
                    policy.property("PolicyDocument"));
            return true;
        });
        return reading.all("AWS::IAM::Role", this::role);
    }

    private boolean attach(Resource policy, String name) {
        for (var other : List.of("Users", "Groups")) {
            if (!policy.property(other).elements().isEmpty()) {
                throw new TemplateException(
                        policy.property(other).where(), "the catalogue knows roles alone; attach it to a role");
            }
        }
        var document = policy.property("PolicyDocument");
        policy.property("Roles").texts().forEach(role -> put(role, name, document));
        return true;
    }

    private void put(String role, String name, Value document) {
        var policies = attached.computeIfAbsent(role, _ -> new LinkedHashMap<>());
        reading.place("roles/" + role + "." + name + ".json", document.where());
        reading.policy(document).ifPresent(json -> policies.putIfAbsent(name, json));
    }

    private RenderedRole role(Resource role) {
        var name = role.ref();
        var trust = role.property("AssumeRolePolicyDocument");
        var session = role.property("MaxSessionDuration");
        reading.place("resource " + role.attribute("Arn"), role.where());
        reading.place("roles/" + name + ".trust.json", trust.where());
        inline(role);
        managed(role);
        boundary(role.property("PermissionsBoundary"));
        return new RenderedRole(
                name,
                role.attribute("Arn"),
                reading.policy(trust).orElse(NOBODY),
                attached.getOrDefault(name, Map.of()),
                Duration.ofSeconds(session.isThere() ? session.number() : DEFAULT_SESSION));
    }

    private void inline(Resource role) {
        role.property("Policies")
                .elements()
                .forEach(
                        policy -> put(role.ref(), policy.member("PolicyName").text(), policy.member("PolicyDocument")));
    }

    private void boundary(Value boundary) {
        if (boundary.isThere()) {
            reading.add(
                    Kind.UNREADABLE,
                    boundary.where(),
                    "a boundary may refuse what the catalogue allows, and is not read");
        }
    }

    /** What policies of AWS's own allow is not in the templates: only those are taken that are known to leave data alone. */
    private void managed(Resource role) {
        var arns = role.property("ManagedPolicyArns");
        var own = ownManagedPolicies();
        for (var arn : arns.elements()) {
            var name = arn.text();
            if (own.containsKey(name)) {
                put(role.ref(), name, own.get(name));
            } else if (ManagedPolicies.leavesDataAlone(name)) {
                reading.add(Kind.BESIDES_THE_CATALOGUE, arn.where(), name + ", which gives no access to data");
            } else {
                reading.add(
                        Kind.UNREADABLE,
                        arn.where(),
                        "what " + name + " allows is not in these templates; write its statements here instead");
            }
        }
    }

    private Map<String, Value> ownManagedPolicies() {
        var own = new LinkedHashMap<String, Value>();
        reading.of("AWS::IAM::ManagedPolicy")
                .forEach(policy -> own.put(policy.ref(), policy.property("PolicyDocument")));
        return own;
    }

    List<RenderedOidcProvider> providers() {
        return reading.all("AWS::IAM::OIDCProvider", provider -> {
            reading.place("OIDC provider " + provider.attribute("Arn"), provider.where());
            return new RenderedOidcProvider(
                    provider.attribute("Arn"),
                    provider.property("Url").text(),
                    provider.property("ClientIdList").texts());
        });
    }

    /** Roles that nobody declares and a policy is attached to all the same. */
    Set<String> unknownRoles(List<RenderedRole> roles) {
        var unknown = new LinkedHashSet<>(attached.keySet());
        roles.forEach(role -> unknown.remove(role.name()));
        return unknown;
    }
}
