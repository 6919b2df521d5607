package io.sluice.lake.grants;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.principals.Identity;
import java.util.Optional;

/** Decides for the caller of one request to S3 Access Grants. Whatever is not plainly allowed is refused. */
public interface GrantGate {
    /** Who signed the request; none for an anonymous one. */
    Optional<Identity> signer();

    /**
     * Goes on only where the permission is given.
     *
     * @param resourcePolicy that of the instance, where it has one
     * @throws io.sluice.lake.error.AwsException {@code AccessDenied}
     */
    void require(ControlPermission permission, Optional<NamedPolicy> resourcePolicy);
}
