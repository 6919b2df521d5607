package io.sluice.lake.s3;

import java.util.Optional;

/** The names that lead to buckets: their own, and those of access points. */
@FunctionalInterface
public interface AddressBook {
    /**
     * Where this name leads.
     *
     * @param name a bucket's name, an access point's alias or an access point's ARN; none for what does not exist
     */
    Optional<Address> find(String name);

    /**
     * Removes a bucket while no other name leads to it, and none is given meanwhile.
     *
     * @throws io.sluice.lake.error.AwsException {@code BucketHasAccessPointsAttached}
     */
    default void removing(String bucket, Runnable removal) {
        removal.run();
    }
}
