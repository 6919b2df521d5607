package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * The people as IAM Identity Center knows them, and how a token of the company's provider becomes one of them. From <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/trustedidentitypropagation.html">trusted identity propagation</a>.
 */
public record RenderedDirectory(
        String identityStoreId,
        String identityCenterInstanceArn,
        List<User> users,
        List<Group> groups,
        List<TrustedTokenIssuer> trustedTokenIssuers,
        List<Application> applications) {
    public RenderedDirectory {
        Objects.requireNonNull(identityStoreId);
        Objects.requireNonNull(identityCenterInstanceArn);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        trustedTokenIssuers = List.copyOf(trustedTokenIssuers);
        applications = List.copyOf(applications);
    }

    /** A person; the id follows from the user name. */
    public record User(String id, String userName, String email, String displayName) {}

    /** A department's people. */
    public record Group(String id, String displayName, List<String> memberIds) {
        public Group {
            memberIds = List.copyOf(memberIds);
        }
    }

    /**
     * A provider whose tokens are taken.
     *
     * @param claim the claim that tells who it is, {@code email}
     * @param attribute what the claim is compared with, {@code emails.value}
     */
    public record TrustedTokenIssuer(String arn, String name, String issuerUrl, String claim, String attribute) {}

    /**
     * An application that exchanges tokens.
     *
     * @param audiences of the tokens it may exchange
     * @param actors ARNs of the roles that may call {@code CreateTokenWithIAM} for it
     */
    public record Application(
            String arn,
            String name,
            List<String> audiences,
            List<String> issuerArns,
            List<String> scopes,
            List<String> actors,
            boolean assignmentRequired) {
        public Application {
            audiences = List.copyOf(audiences);
            issuerArns = List.copyOf(issuerArns);
            scopes = List.copyOf(scopes);
            actors = List.copyOf(actors);
        }
    }
}
