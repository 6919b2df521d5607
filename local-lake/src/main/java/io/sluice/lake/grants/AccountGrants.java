package io.sluice.lake.grants;

import io.sluice.lake.storage.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * What one account has: its instance, locations and grants, durably, and answered from memory. Finding the grants of a caller costs the
 * same among a hundred thousand as among ten. Changes are made under the lock of {@link AccessGrants}.
 */
final class AccountGrants {
    private static final String INSTANCE = "access-grants-instance";
    private static final String LOCATION = "access-grants-location";
    private static final String GRANT = "access-grant";

    private final String account;
    private final Settings settings;
    private volatile Optional<Instance> instance = Optional.empty();
    private final Map<String, Location> locations = new ConcurrentSkipListMap<>();
    private final Map<String, Grant> grants = new ConcurrentSkipListMap<>();
    private final Map<Grantee, Map<String, Grant>> byGrantee = new ConcurrentHashMap<>();

    private AccountGrants(String account, Settings settings) {
        this.account = account;
        this.settings = settings;
    }

    /** What is stored, by account. */
    static Map<String, AccountGrants> stored(Settings settings) {
        var accounts = new TreeMap<String, AccountGrants>();
        settings.list(INSTANCE).forEach((name, stored) -> {
            var one = of(name, settings);
            one.instance = Optional.of(GrantRecords.instance(stored));
            accounts.put(name, one);
        });
        settings.list(LOCATION).forEach((name, stored) -> {
            Location location = GrantRecords.location(stored);
            accounts.get(owner(name)).locations.put(location.id(), location);
        });
        settings.list(GRANT).forEach((name, stored) -> accounts.get(owner(name)).remember(GrantRecords.grant(stored)));
        return accounts;
    }

    static AccountGrants of(String account, Settings settings) {
        return new AccountGrants(account, settings);
    }

    private static String owner(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private void remember(Grant grant) {
        grants.put(grant.id(), grant);
        byGrantee
                .computeIfAbsent(grant.grantee(), _ -> new ConcurrentSkipListMap<>())
                .put(grant.id(), grant);
    }

    Optional<Instance> instance() {
        return instance;
    }

    Optional<Location> location(String id) {
        return Optional.ofNullable(locations.get(id));
    }

    Collection<Location> locations() {
        return locations.values();
    }

    Optional<Grant> grant(String id) {
        return Optional.ofNullable(grants.get(id));
    }

    /** By id. */
    Collection<Grant> grants() {
        return grants.values();
    }

    Stream<Grant> grantsTo(Grantee grantee) {
        return byGrantee.getOrDefault(grantee, Map.of()).values().stream();
    }

    void put(Instance changed) {
        settings.put(INSTANCE, account, GrantRecords.of(changed));
        instance = Optional.of(changed);
    }

    void deleteInstance() {
        settings.delete(INSTANCE, account);
        instance = Optional.empty();
    }

    void put(Location changed) {
        settings.put(LOCATION, account + "/" + changed.id(), GrantRecords.of(changed));
        locations.put(changed.id(), changed);
    }

    void delete(Location location) {
        settings.delete(LOCATION, account + "/" + location.id());
        locations.remove(location.id());
    }

    void put(Grant changed) {
        settings.put(GRANT, account + "/" + changed.id(), GrantRecords.of(changed));
        remember(changed);
    }

    void delete(Grant grant) {
        settings.delete(GRANT, account + "/" + grant.id());
        grants.remove(grant.id());
        Optional.ofNullable(byGrantee.get(grant.grantee())).ifPresent(of -> of.remove(grant.id()));
    }

    List<Grant> grantsAt(String locationId) {
        return grants.values().stream()
                .filter(grant -> grant.locationId().equals(locationId))
                .toList();
    }
}
