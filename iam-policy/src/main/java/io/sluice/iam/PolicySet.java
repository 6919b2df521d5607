package io.sluice.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every policy that applies to a request. Build it with {@link #builder()}; what is not given is not in force, and a
 * request that nothing allows is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
public final class PolicySet {
    private static final Attached[] NONE = {};
    private static final Attached[][] NO_LEVELS = {};

    private final Attached[] identity;
    private final Attached resource;
    private final AccessPointGate gate;
    private final Attached accessPoint;
    private final Attached boundary;
    private final Attached[] session;
    private final Attached[][] serviceControl;
    private final Attached[][] resourceControl;
    private final Attached vpcEndpoint;

    private PolicySet(Builder from) {
        identity = attach(from.identity, PolicyType.IDENTITY);
        resource = attach(from.resource, from.resourceType);
        gate = from.gate;
        accessPoint = gate == null ? null : attach(gate.policy(), PolicyType.RESOURCE);
        boundary = attach(from.boundary, PolicyType.PERMISSIONS_BOUNDARY);
        session = from.session == null ? null : attach(from.session, PolicyType.SESSION);
        serviceControl = levels(from.serviceControl, PolicyType.SERVICE_CONTROL);
        resourceControl = levels(from.resourceControl, PolicyType.RESOURCE_CONTROL);
        vpcEndpoint = attach(from.vpcEndpoint, PolicyType.VPC_ENDPOINT);
    }

    private static Attached[] attach(List<NamedPolicy> policies, PolicyType type) {
        return policies.isEmpty()
                ? NONE
                : policies.stream().map(policy -> policy.as(type)).toArray(Attached[]::new);
    }

    private static Attached attach(Optional<NamedPolicy> policy, PolicyType type) {
        return policy.map(some -> some.as(type)).orElse(null);
    }

    private static Attached[][] levels(List<List<NamedPolicy>> levels, PolicyType type) {
        return levels.isEmpty()
                ? NO_LEVELS
                : levels.stream().map(level -> attach(level, type)).toArray(Attached[][]::new);
    }

    public static Builder builder() {
        return new Builder();
    }

    Attached[] identity() {
        return identity;
    }

    /** The policy of the resource itself (of a request through an access point the bucket's), or null. */
    Attached resource() {
        return resource;
    }

    /** The access point the request comes through, or null. */
    AccessPointGate gate() {
        return gate;
    }

    /** The policy of that access point, or null. */
    Attached accessPoint() {
        return accessPoint;
    }

    Attached boundary() {
        return boundary;
    }

    /** Null where the session has none; where it has, one of them must allow. */
    Attached[] session() {
        return session;
    }

    Attached[][] serviceControl() {
        return serviceControl;
    }

    Attached[][] resourceControl() {
        return resourceControl;
    }

    Attached vpcEndpoint() {
        return vpcEndpoint;
    }

    /** Collects the policies of one request. */
    public static final class Builder {
        private final List<NamedPolicy> identity = new ArrayList<>();
        private Optional<NamedPolicy> resource = Optional.empty();
        private PolicyType resourceType = PolicyType.RESOURCE;
        private AccessPointGate gate;
        private Optional<NamedPolicy> boundary = Optional.empty();
        private List<NamedPolicy> session;
        private final List<List<NamedPolicy>> serviceControl = new ArrayList<>();
        private final List<List<NamedPolicy>> resourceControl = new ArrayList<>();
        private Optional<NamedPolicy> vpcEndpoint = Optional.empty();

        private Builder() {}

        /** A policy of the caller: user, group or role. */
        public Builder identity(NamedPolicy policy) {
            identity.add(policy);
            return this;
        }

        public Builder identity(List<NamedPolicy> policies) {
            identity.addAll(policies);
            return this;
        }

        /** The policy of the resource: bucket, Object Lambda access point, function, grants instance. */
        public Builder resource(NamedPolicy policy) {
            resource = Optional.of(policy);
            resourceType = PolicyType.RESOURCE;
            return this;
        }

        /** The trust policy of the role to assume, which must allow whatever else does. */
        public Builder roleTrust(NamedPolicy policy) {
            resource = Optional.of(policy);
            resourceType = PolicyType.ROLE_TRUST;
            return this;
        }

        /** The request comes through this access point; {@link #resource} is then the policy of its bucket. */
        public Builder accessPoint(AccessPointGate through) {
            gate = through;
            return this;
        }

        public Builder permissionsBoundary(NamedPolicy policy) {
            boundary = Optional.of(policy);
            return this;
        }

        /** A policy passed when the session was made; several are taken together. */
        public Builder session(NamedPolicy policy) {
            session = session == null ? new ArrayList<>() : session;
            session.add(policy);
            return this;
        }

        /** The service control policies of the next level, root first; each level must allow. */
        public Builder serviceControl(List<NamedPolicy> level) {
            serviceControl.add(List.copyOf(level));
            return this;
        }

        /** The resource control policies of the next level, root first; each level must allow. */
        public Builder resourceControl(List<NamedPolicy> level) {
            resourceControl.add(List.copyOf(level));
            return this;
        }

        public Builder vpcEndpoint(NamedPolicy policy) {
            vpcEndpoint = Optional.of(policy);
            return this;
        }

        /**
         * The policies so far.
         *
         * @throws IllegalArgumentException where a document cannot be a policy of its type
         */
        public PolicySet build() {
            return new PolicySet(this);
        }
    }
}
