package io.sluice.lake.sts;

import io.sluice.lake.principals.OnBehalfOf;

/** Knows whom a context assertion vouches for. */
@FunctionalInterface
public interface ContextProvider {
    /** The one that AWS has: IAM Identity Center. */
    String IDENTITY_CENTER = "arn:aws:iam::aws:contextProvider/IdentityCenter";

    /**
     * The person behind an assertion.
     *
     * @throws io.sluice.lake.error.AwsException {@code ExpiredIdentityToken} where it is over, {@code ValidationError} where it is none
     */
    OnBehalfOf person(String assertion);
}
