package io.sluice.catalogue.audit;

import io.sluice.catalogue.Permission;
import java.util.Objects;

/**
 * One cell of the matrix: somebody may do something with a data set, in one way.
 *
 * @param who a role by name, {@code group sales}, or in words
 * @param redacted whether fields are taken out on the way
 * @param path the way, {@code access point ec2-consumer}
 * @param part what of the data set; empty for all of it
 * @param condition what a request must meet besides; empty where nothing
 */
public record Entry(
        String who,
        String dataSet,
        Permission permission,
        boolean redacted,
        String path,
        String part,
        String condition) {
    public Entry {
        Objects.requireNonNull(who);
        Objects.requireNonNull(dataSet);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(path);
        Objects.requireNonNull(part);
        Objects.requireNonNull(condition);
    }
}
