package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The people, how they prove who they are, and what stands between them and the data. */
public record People(
        List<OidcProvider> oidcProviders,
        Optional<IdentityCenter> identityCenter,
        List<User> users,
        List<Department> departments,
        Optional<GrantsInstance> grants) {
    public People {
        oidcProviders = List.copyOf(oidcProviders);
        Objects.requireNonNull(identityCenter);
        users = List.copyOf(users);
        departments = List.copyOf(departments);
        Objects.requireNonNull(grants);
    }

    People withIssuers(UnaryOperator<String> other) {
        return new People(
                oidcProviders.stream()
                        .map(provider -> new OidcProvider(other.apply(provider.url()), provider.clientIds()))
                        .toList(),
                identityCenter.map(center -> center.withIssuers(other)),
                users,
                departments,
                grants);
    }

    /** A provider that signs people in. */
    public record OidcProvider(String url, List<String> clientIds) {
        public OidcProvider {
            Objects.requireNonNull(url);
            clientIds = List.copyOf(clientIds);
        }
    }

    /**
     * A person.
     *
     * @param subject the {@code sub} of the person's tokens
     */
    public record User(String name, String displayName, String email, String subject) {
        public User {
            Objects.requireNonNull(name);
            Objects.requireNonNull(displayName);
            Objects.requireNonNull(email);
            Objects.requireNonNull(subject);
        }
    }

    /** An Identity Center instance with its identity store. */
    public record IdentityCenter(
            String instance, String identityStore, List<TokenIssuer> tokenIssuers, ExchangingApplication application) {
        public IdentityCenter {
            Objects.requireNonNull(instance);
            Objects.requireNonNull(identityStore);
            tokenIssuers = List.copyOf(tokenIssuers);
            Objects.requireNonNull(application);
        }

        private IdentityCenter withIssuers(UnaryOperator<String> other) {
            var issuers = tokenIssuers.stream()
                    .map(each ->
                            new TokenIssuer(each.name(), other.apply(each.issuer()), each.claim(), each.attribute()))
                    .toList();
            return new IdentityCenter(instance, identityStore, issuers, application);
        }
    }

    /** A trusted token issuer: the claim of its tokens that tells who it is, and what it is compared with. */
    public record TokenIssuer(String name, String issuer, String claim, String attribute) {
        public TokenIssuer {
            Objects.requireNonNull(name);
            Objects.requireNonNull(issuer);
            Objects.requireNonNull(claim);
            Objects.requireNonNull(attribute);
        }
    }

    /**
     * The application that exchanges people's tokens.
     *
     * @param clientRole the role that exchanges them
     * @param bearerRole the name of the role that it then assumes as that person
     */
    public record ExchangingApplication(String name, List<String> audiences, Role clientRole, String bearerRole) {
        public ExchangingApplication {
            Objects.requireNonNull(name);
            audiences = List.copyOf(audiences);
            Objects.requireNonNull(clientRole);
            Objects.requireNonNull(bearerRole);
        }
    }

    /** The S3 Access Grants instance: under which role it vends, and to whom departments' grants are made. */
    public record GrantsInstance(String locationRole, Set<Grantee> grantees) {
        public GrantsInstance {
            Objects.requireNonNull(locationRole);
            grantees = java.util.Collections.unmodifiableSet(java.util.EnumSet.copyOf(grantees));
        }
    }

    /** Who holds a department's grants: its role, its group of the directory, or both. */
    public enum Grantee {
        ROLE,
        GROUP
    }
}
