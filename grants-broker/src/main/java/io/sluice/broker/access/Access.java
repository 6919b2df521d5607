package io.sluice.broker.access;

import io.sluice.broker.aws.Aws;
import io.sluice.broker.aws.RefusedException;
import io.sluice.broker.aws.Shared;
import io.sluice.broker.person.Caller;
import io.sluice.broker.person.Callers;
import io.sluice.broker.person.Person;
import io.sluice.broker.person.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.ListCallerAccessGrantsEntry;

/**
 * What a person may see, found out from AWS: every page of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListCallerAccessGrants.html">ListCallerAccessGrants</a> for each of the
 * person's identities, with the catalogue's words beside it. What a browser chooses is looked up in here; it can name nothing else.
 */
public final class Access {
    private final S3ControlClient control;
    private final String account;
    private final Callers callers;
    private final CatalogueWords catalogue;
    private final Shared<Key, Grants> listed;

    private record Key(String person, String caller) {}

    private record Grants(List<Grant> grants, int unusable) {}

    /**
     * Everything that a person may see.
     *
     * @param notes what is missing from it, and why, for people
     */
    public record Overview(List<Entry> entries, List<String> notes) {
        public Overview {
            entries = List.copyOf(entries);
            notes = List.copyOf(notes);
        }

        public Optional<Entry> entry(String id) {
            return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
        }
    }

    /** Whom access is asked of. */
    public record Lake(S3ControlClient control, String account) {}

    public Access(Lake lake, Callers callers, CatalogueWords catalogue, Clock clock, Duration keptFor) {
        this.control = lake.control();
        this.account = lake.account();
        this.callers = callers;
        this.catalogue = catalogue;
        this.listed = new Shared<>(clock, grants -> keptFor);
    }

    /** Everything that this person may see now. */
    public Overview of(SignedIn who) {
        List<Entry> entries = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String name : callers.names(who.person())) {
            try {
                add(who, grants(who, name), entries, notes);
            } catch (RefusedException refused) {
                notes.add("AWS refused the identity " + name + ": " + refused.getMessage());
            }
        }
        entries.addAll(catalogue.views(who.person()));
        return new Overview(entries, notes);
    }

    /**
     * The entry that this id means for this person.
     *
     * @throws NoSuchEntryException where the person has none of that id, whoever else may have it
     */
    public Entry entry(SignedIn who, String id) {
        return of(who).entry(id).orElseThrow(NoSuchEntryException::new);
    }

    public void forget(Person person) {
        listed.forget(key -> key.person().equals(person.key()));
    }

    private void add(SignedIn who, Grants grants, List<Entry> entries, List<String> notes) {
        grants.grants().forEach(grant -> entries.add(new Entry.Granted(grant, catalogue.of(grant, who.person()))));
        if (grants.unusable() > 0) {
            notes.add(grants.unusable()
                    + " of your grants are left out: their scopes hold characters that are not passed on.");
        }
    }

    private Grants grants(SignedIn who, String name) {
        return listed.get(new Key(who.person().key(), name), () -> list(callers.caller(who, name)));
    }

    private Grants list(Caller caller) {
        List<ListCallerAccessGrantsEntry> all = Aws.ask(
                "S3 Access Grants",
                () -> control
                        .listCallerAccessGrantsPaginator(list -> {
                            list.accountId(account)
                                    .overrideConfiguration(as -> as.credentialsProvider(caller::credentials));
                            if (callers.throughApplication()) {
                                list.allowedByApplication(true);
                            }
                        })
                        .stream()
                        .flatMap(page -> page.callerAccessGrantsList().stream())
                        .toList());
        List<Grant> grants = all.stream()
                .flatMap(one -> usable(caller, one).stream())
                .distinct()
                .toList();
        return new Grants(grants, (int) all.stream()
                .distinct()
                .filter(one -> usable(caller, one).isEmpty())
                .count());
    }

    private static Optional<Grant> usable(Caller caller, ListCallerAccessGrantsEntry entry) {
        try {
            return Permission.named(entry.permissionAsString())
                    .map(permission -> new Grant(caller.name(), Scope.parse(entry.grantScope()), permission));
        } catch (UnsafeNameException unsafe) {
            return Optional.empty();
        }
    }
}
