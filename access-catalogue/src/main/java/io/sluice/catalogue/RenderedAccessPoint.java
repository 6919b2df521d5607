package io.sluice.catalogue;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.NamedPolicy;
import java.util.Objects;
import java.util.Optional;

/**
 * An access point of one of the catalogue's buckets.
 *
 * @param policy its policy as JSON; none where its application is granted nothing
 */
public record RenderedAccessPoint(
        String name,
        String arn,
        String bucket,
        NetworkOrigin networkOrigin,
        Optional<String> policy,
        PublicAccessBlock publicAccessBlock) {
    public RenderedAccessPoint {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(networkOrigin);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(publicAccessBlock);
    }

    /** What stands in the way of a request that comes through it, with its policy as it was parsed. */
    public AccessPointGate gate(Optional<NamedPolicy> parsed) {
        return switch (networkOrigin) {
            case NetworkOrigin.Internet _ ->
                new AccessPointGate(arn, bucket, AccessPointGate.NetworkOrigin.INTERNET, "", parsed);
            case NetworkOrigin.Vpc(var vpc) ->
                new AccessPointGate(arn, bucket, AccessPointGate.NetworkOrigin.VPC, vpc, parsed);
        };
    }
}
