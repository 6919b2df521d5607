package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * A role and who may assume it; somebody must.
 *
 * @param trustedServices the AWS services that run something under it
 * @param trustedPrincipals ARNs of users and roles, or of the root of an account, which then decides itself who of it may
 */
public record Role(String name, List<TrustedService> trustedServices, List<String> trustedPrincipals) {
    public Role {
        Objects.requireNonNull(name);
        trustedServices = List.copyOf(trustedServices);
        trustedPrincipals = List.copyOf(trustedPrincipals);
    }
}
