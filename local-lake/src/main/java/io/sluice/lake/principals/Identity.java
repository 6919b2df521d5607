package io.sluice.lake.principals;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a verified request is, and everything of it that a decision or the access log needs. Holds no secret.
 *
 * @param principal with its unique id, tags, the role of a session, and the organization
 * @param session where it signs with temporary credentials of a role
 * @param calledVia the services that ask in its name, first to last, {@code s3-object-lambda.amazonaws.com}; empty where it asks itself
 */
public record Identity(
        String accessKeyId,
        Principal principal,
        Policies policies,
        Optional<RoleSession> session,
        List<String> calledVia) {
    /** What of itself limits and allows it: identity policies, boundary, session policies. */
    public record Policies(List<NamedPolicy> identity, Optional<NamedPolicy> boundary, List<NamedPolicy> session) {
        public Policies {
            identity = List.copyOf(identity);
            Objects.requireNonNull(boundary);
            session = List.copyOf(session);
        }
    }

    public Identity {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(principal);
        Objects.requireNonNull(policies);
        Objects.requireNonNull(session);
        calledVia = List.copyOf(calledVia);
    }

    /** Somebody who asks for himself. */
    public Identity(String accessKeyId, Principal principal, Policies policies, Optional<RoleSession> session) {
        this(accessKeyId, principal, policies, session, List.of());
    }

    /** The same one, asked for by a service that signs with this access key id on his behalf. */
    Identity through(String service, String newAccessKeyId) {
        var chain = new ArrayList<>(calledVia);
        chain.add(service);
        return new Identity(newAccessKeyId, principal, policies, session, chain);
    }

    /**
     * The condition keys that follow from how it signed in, besides those that the principal itself has. From
     * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global condition keys</a>.
     */
    public Map<String, List<String>> conditionKeys() {
        var keys = new LinkedHashMap<String, List<String>>();
        session.ifPresent(open -> {
            keys.put("aws:TokenIssueTime", List.of(open.created().toString()));
            keys.put("aws:MultiFactorAuthPresent", List.of("false"));
            open.request().sourceIdentity().ifPresent(identity -> keys.put("aws:SourceIdentity", List.of(identity)));
            keys.putAll(open.request().context().conditionKeys());
        });
        if (!calledVia.isEmpty()) {
            keys.put("aws:ViaAWSService", List.of("true"));
            keys.put("aws:CalledVia", calledVia);
            keys.put("aws:CalledViaFirst", List.of(calledVia.getFirst()));
            keys.put("aws:CalledViaLast", List.of(calledVia.getLast()));
        }
        return keys;
    }
}
