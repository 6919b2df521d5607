package io.sluice.catalogue.replay;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicySet;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where something is decided.
 *
 * @param around makes a set of the policies that stand there
 * @param policies these policies
 * @param vpc the only VPC that may ask, empty where any place may
 * @param asksForTls whether TLS makes a difference
 */
record Place(
        String name,
        Supplier<PolicySet.Builder> around,
        Supplier<Stream<NamedPolicy>> policies,
        String vpc,
        boolean asksForTls) {
    static final Place IDENTITY_ALONE = new Place("", PolicySet::builder, Stream::empty, "", false);

    static Place bucket(Gates.Bucket bucket) {
        return new Place(
                bucket.arn(), () -> resource(bucket.policy()), bucket.policy()::stream, "", bucket.asksForTls());
    }

    static Place point(Gates.Point point) {
        var gate = point.gate();
        var vpc = gate.origin() == AccessPointGate.NetworkOrigin.VPC ? gate.vpcId() : "";
        return new Place(
                gate.arn(),
                () -> resource(point.bucket().policy()).accessPoint(gate),
                () -> Stream.concat(gate.policy().stream(), point.bucket().policy().stream()),
                vpc,
                point.bucket().asksForTls());
    }

    static Place lambda(Gates.Lambda lambda) {
        return new Place(lambda.rendered().arn(), () -> resource(lambda.policy()), lambda.policy()::stream, "", false);
    }

    private static PolicySet.Builder resource(Optional<NamedPolicy> policy) {
        var set = PolicySet.builder();
        policy.ifPresent(set::resource);
        return set;
    }
}
