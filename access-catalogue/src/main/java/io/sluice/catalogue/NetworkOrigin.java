package io.sluice.catalogue;

import java.util.Objects;

/**
 * From where an access point takes requests. It cannot be changed once the access point exists. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html">access points restricted to a VPC</a>.
 */
public sealed interface NetworkOrigin {
    record Internet() implements NetworkOrigin {}

    /** Only from this VPC, {@code vpc-1a2b3c4d}. */
    record Vpc(String vpcId) implements NetworkOrigin {
        public Vpc {
            Objects.requireNonNull(vpcId);
        }
    }
}
