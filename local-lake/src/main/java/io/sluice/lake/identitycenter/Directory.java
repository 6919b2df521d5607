package io.sluice.lake.identitycenter;

import io.sluice.catalogue.RenderedDirectory;
import io.sluice.lake.grants.Directories;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The people and groups of an identity store, the applications that may speak for them, and the issuers whose tokens tell who somebody is.
 * From <a href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html">the identity store</a>.
 */
public final class Directory implements Directories.Directory {
    private final RenderedDirectory from;
    private final String account;
    private final Map<String, RenderedDirectory.User> users;
    private final Map<String, RenderedDirectory.Group> groups;
    private final Map<String, RenderedDirectory.Application> applications;
    private final Map<String, RenderedDirectory.TrustedTokenIssuer> issuers;
    private final Map<String, Set<String>> groupsOf = new HashMap<>();

    /**
     * The directory of a catalogue.
     *
     * @param account the account that owns it
     */
    public Directory(RenderedDirectory from, String account) {
        this.from = Objects.requireNonNull(from);
        this.account = Objects.requireNonNull(account);
        users = by(from.users(), RenderedDirectory.User::id);
        groups = by(from.groups(), RenderedDirectory.Group::id);
        applications = by(from.applications(), RenderedDirectory.Application::arn);
        issuers = by(from.trustedTokenIssuers(), RenderedDirectory.TrustedTokenIssuer::arn);
        for (var user : users.keySet()) {
            groupsOf.put(
                    user,
                    from.groups().stream()
                            .filter(group -> group.memberIds().contains(user))
                            .map(RenderedDirectory.Group::id)
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    private static <T> Map<String, T> by(List<T> all, Function<T, String> key) {
        return all.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }

    /** {@code arn:aws:sso:::instance/ssoins-…}. */
    public String instanceArn() {
        return from.identityCenterInstanceArn();
    }

    String storeId() {
        return from.identityStoreId();
    }

    String storeArn() {
        return "arn:aws:identitystore::" + account + ":identitystore/" + storeId();
    }

    String account() {
        return account;
    }

    Optional<RenderedDirectory.Application> application(String arn) {
        return Optional.ofNullable(applications.get(arn));
    }

    Optional<RenderedDirectory.TrustedTokenIssuer> issuer(String arn) {
        return Optional.ofNullable(issuers.get(arn));
    }

    List<RenderedDirectory.User> users() {
        return from.users();
    }

    @Override
    public boolean hasUser(String id) {
        return users.containsKey(id);
    }

    @Override
    public boolean hasGroup(String id) {
        return groups.containsKey(id);
    }

    @Override
    public boolean hasApplication(String arn) {
        return applications.containsKey(arn);
    }

    @Override
    public Set<String> groupsOf(String userId) {
        return groupsOf.getOrDefault(userId, Set.of());
    }
}
