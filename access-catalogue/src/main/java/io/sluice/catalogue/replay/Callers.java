package io.sluice.catalogue.replay;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedRole;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who the callers of a log are to a catalogue. For one thread. */
final class Callers {
    /** Sessions are many, and most of a log is from few of them. */
    private static final int REMEMBERED = 100_000;

    private final String account;
    private final Map<String, Role> roles;
    private final Map<String, Optional<Known>> known = new HashMap<>();

    Callers(Documents documents) {
        account = documents.account();
        roles = documents.roles();
    }

    /** The roles of a catalogue by their names. */
    static Map<String, Role> roles(RenderedCatalogue rendered) {
        return rendered.roles().stream().collect(Collectors.toUnmodifiableMap(RenderedRole::name, Callers::role));
    }

    /** A role of the catalogue. */
    record Role(String name, String arn, List<NamedPolicy> policies) {}

    /**
     * A caller.
     *
     * @param role the role of the catalogue that it is a session of
     * @param own whether it is of the catalogue's account
     */
    record Known(Principal principal, Optional<Role> role, boolean own) {}

    /** The caller with this ARN; none where it is the ARN of nobody. */
    Optional<Known> of(String arn) {
        var before = known.get(arn);
        if (before != null) {
            return before;
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        var found = find(arn);
        known.put(arn, found);
        return found;
    }

    private Optional<Known> find(String arn) {
        try {
            var principal = Principal.of(arn);
            boolean own = principal.account().equals(account);
            var role = own ? role(principal) : Optional.<Role>empty();
            return Optional.of(new Known(
                    role.filter(_ -> principal.kind() == Principal.Kind.ROLE_SESSION)
                            .map(some -> principal.withIssuer(some.arn()))
                            .orElse(principal),
                    role,
                    own));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<Role> role(Principal principal) {
        var arn =
                switch (principal.kind()) {
                    case ROLE_SESSION -> principal.issuer();
                    case ROLE -> principal.arn();
                    case ROOT, USER, FEDERATED_USER, IDENTITY_PROVIDER, SERVICE, ANONYMOUS -> "";
                };
        return Optional.ofNullable(roles.get(arn.substring(arn.lastIndexOf('/') + 1)));
    }

    private static Role role(RenderedRole role) {
        return new Role(
                role.name(),
                role.arn(),
                role.policies().entrySet().stream()
                        .map(each -> new NamedPolicy(
                                "roles/" + role.name() + "." + each.getKey() + ".json",
                                PolicyDocument.parse(each.getValue())))
                        .toList());
    }
}
