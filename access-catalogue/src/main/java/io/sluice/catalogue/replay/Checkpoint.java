package io.sluice.catalogue.replay;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicySet;
import io.sluice.iam.PublicAccess;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where something is decided, with the policies that stand there. It does not change, and is safe for several threads. */
final class Checkpoint {
    /** Where nothing but the caller's own policies has a say. */
    static final Checkpoint IDENTITY_ALONE = new Checkpoint("", Optional.empty(), Optional.empty(), false);

    private final String name;
    private final Optional<AccessPointGate> gate;
    private final Optional<NamedPolicy> resource;
    private final Optional<NamedPolicy> restricted;
    private final boolean asksForTls;

    /**
     * Of a bucket, an access point, or an Object Lambda access point.
     *
     * @param name its ARN
     * @param gate the access point that is gone through
     * @param resource the policy of the bucket, or of the Object Lambda access point
     * @param restrictsPublic whether RestrictPublicBuckets is on
     */
    Checkpoint(String name, Optional<AccessPointGate> gate, Optional<NamedPolicy> resource, boolean restrictsPublic) {
        this.name = name;
        this.gate = gate;
        this.resource = resource;
        restricted = policies()
                .filter(policy -> restrictsPublic && PublicAccess.isPublic(policy.document()))
                .findFirst();
        asksForTls = policies()
                .flatMap(policy -> policy.document().statements().stream())
                .flatMap(statement -> statement.conditions().stream())
                .anyMatch(condition -> condition.key().toLowerCase(Locale.ROOT).equals("aws:securetransport"));
    }

    String name() {
        return name;
    }

    /** The access point that is gone through, if any is. */
    Optional<AccessPointGate> gate() {
        return gate;
    }

    /** The only VPC that may ask; none where any place may. */
    Optional<String> vpc() {
        return gate.filter(some -> some.origin() == AccessPointGate.NetworkOrigin.VPC)
                .map(AccessPointGate::vpcId);
    }

    /** Whether TLS makes a difference. */
    boolean asksForTls() {
        return asksForTls;
    }

    /** A public policy, which is left to the account and to services of AWS by RestrictPublicBuckets. */
    Optional<NamedPolicy> restricted() {
        return restricted;
    }

    Stream<NamedPolicy> policies() {
        return Stream.concat(gate.flatMap(AccessPointGate::policy).stream(), resource.stream());
    }

    /** These policies, before those of a caller. */
    PolicySet.Builder around() {
        var set = PolicySet.builder();
        resource.ifPresent(set::resource);
        gate.ifPresent(set::accessPoint);
        return set;
    }
}
