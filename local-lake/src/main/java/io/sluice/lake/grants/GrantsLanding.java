package io.sluice.lake.grants;

import io.sluice.catalogue.RenderedGrants;
import io.sluice.lake.storage.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the grants of a catalogue into a lake at each start: those of the catalogue are made or replaced, those that an earlier catalogue
 * had and this one has not are taken away, and what was made by hand stays.
 */
public final class GrantsLanding {
    private static final String KIND = "catalogue";
    private static final String NAME = "access-grants";
    private static final String INSTANCE = "instance";
    private static final String LOCATION = "location/";
    private static final String GRANT = "grant/";

    private final AccessGrants grants;
    private final AccountGrants all;
    private final String account;
    private final Settings settings;
    private final Set<String> landed = new LinkedHashSet<>();

    private GrantsLanding(AccessGrants grants, String account) {
        this.grants = grants;
        this.account = account;
        all = grants.of(account);
        settings = grants.parts().settings();
    }

    /**
     * Lands them.
     *
     * @param rendered none for a catalogue without grants, which takes away those of an earlier one
     */
    public static void land(Optional<RenderedGrants> rendered, AccessGrants grants, String account) {
        new GrantsLanding(grants, account).land(rendered);
    }

    private void land(Optional<RenderedGrants> rendered) {
        var before = new HashSet<>(List.of(settings.get(KIND, NAME)
                .map(stored -> new String(stored, StandardCharsets.UTF_8))
                .orElse("")
                .split("\n")));
        boolean byHand = all.instance().isPresent() && !before.contains(INSTANCE);
        all.grants().stream()
                .filter(grant -> before.contains(GRANT + grant.id()))
                .forEach(all::delete);
        rendered.ifPresent(catalogue -> land(catalogue, byHand, before));
        all.locations().stream()
                .filter(location ->
                        before.contains(LOCATION + location.id()) && !landed.contains(LOCATION + location.id()))
                .filter(location -> all.grantsAt(location.id()).isEmpty())
                .forEach(all::delete);
        if (rendered.isEmpty() && before.contains(INSTANCE) && all.locations().isEmpty()) {
            all.deleteInstance();
        }
        settings.put(KIND, NAME, String.join("\n", landed).getBytes(StandardCharsets.UTF_8));
    }

    private void land(RenderedGrants catalogue, boolean byHand, Set<String> before) {
        var instance = all.instance().orElseGet(() -> grants.create(account, Optional.empty(), Map.of()));
        if (!byHand) {
            landed.add(INSTANCE);
        }
        all.put(instance.with(catalogue.identityCenterArn()));
        catalogue.resourcePolicy().ifPresent(policy -> grants.putPolicy(account, policy, Optional.empty()));
        catalogue.locations().forEach(location -> location(location, before));
        catalogue.grants().forEach(this::grant);
    }

    /** One with the same scope that was made by hand gets the catalogue's role. */
    private void location(RenderedGrants.Location rendered, Set<String> before) {
        var there = at(rendered.scope());
        if (there.isPresent()) {
            all.put(there.get().withRole(rendered.roleArn()));
            if (before.contains(LOCATION + there.get().id())) {
                landed.add(LOCATION + there.get().id());
            }
            return;
        }
        var created = grants.createLocation(account, rendered.scope(), rendered.roleArn(), Map.of());
        landed.add(LOCATION + created.id());
    }

    private Optional<Location> at(String scope) {
        return all.locations().stream()
                .filter(location -> location.granted("").equals(AccessGrants.granted(scope)))
                .findFirst();
    }

    private void grant(RenderedGrants.Grant rendered) {
        var wanted = new AccessGrants.Wanted(
                at(rendered.locationScope()).orElseThrow().id(),
                rendered.subPrefix(),
                rendered.prefixType().isPresent(),
                new Grantee(
                        Grantee.Type.of(rendered.grantee().type()),
                        rendered.grantee().id()),
                Permission.of(rendered.permission()),
                rendered.applicationArn(),
                Map.of());
        grants.createGrant(account, wanted, id(rendered)).ifPresent(grant -> landed.add(GRANT + grant.id()));
    }

    /** The same at each start. */
    private static String id(RenderedGrants.Grant grant) {
        var text = String.join(
                "\n",
                grant.scope(),
                grant.grantee().type(),
                grant.grantee().id(),
                grant.permission(),
                grant.applicationArn().orElse(""));
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
