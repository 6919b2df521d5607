package io.sluice.lake.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the requests of one listener come from. Only the listener can know: nothing that a client sends has a say. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html">access points restricted to a VPC</a>.
 *
 * @param vpc the VPC that it stands in, {@code vpc-…}; none for the Internet
 * @param endpoint the VPC endpoint that it stands for, {@code vpce-…}
 */
public record Network(Optional<String> vpc, Optional<String> endpoint) {
    public static final Network INTERNET = new Network(Optional.empty(), Optional.empty());

    public Network {
        Objects.requireNonNull(vpc);
        Objects.requireNonNull(endpoint);
    }
}
