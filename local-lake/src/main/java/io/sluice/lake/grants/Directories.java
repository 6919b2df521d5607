package io.sluice.lake.grants;

import java.util.Optional;
import java.util.Set;

/** The directories of IAM Identity Center, as far as grants ask them. */
@FunctionalInterface
public interface Directories {
    /** The directory of an instance of Identity Center, by the instance's ARN. */
    Optional<Directory> of(String instanceArn);

    /** Who is in one directory. */
    interface Directory {
        boolean hasUser(String id);

        boolean hasGroup(String id);

        boolean hasApplication(String arn);

        /** The ids of the groups that a user is in; none for who is not there. */
        Set<String> groupsOf(String userId);
    }
}
