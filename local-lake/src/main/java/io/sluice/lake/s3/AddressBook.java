package io.sluice.lake.s3;

import java.util.Optional;

/** Finds what a copy source names. */
@FunctionalInterface
public interface AddressBook {
    /**
     * Where this name leads.
     *
     * @param name a bucket's name, an access point's alias or an access point's ARN; none for what does not exist
     */
    Optional<Address> find(String name);
}
