package io.sluice.catalogue.replay;

import io.sluice.catalogue.Application;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which permissions were used. That one was not is said only where a log would have shown it and is long enough: what is not observable is
 * not unused. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html">last accessed information</a>.
 */
public final class Unused {
    private final People people;
    private final Usage usage;
    private final Duration needed;
    private final Map<String, DataSet> dataSets;

    private Unused(Catalogue catalogue, People people, Usage usage, Duration needed) {
        this.people = people;
        this.usage = usage;
        this.needed = needed;
        dataSets = catalogue.dataSets().stream().collect(Collectors.toMap(DataSet::name, each -> each));
    }

    /** Whether a permission was used. */
    public sealed interface State {
        record Used(long count, Instant last) implements State {}

        /**
         * It could be taken away.
         *
         * @param covered how long nobody used it
         */
        record NotUsed(Duration covered) implements State {}

        /** Nobody can tell, and why. */
        record NotObservable(String why) implements State {}
    }

    /**
     * A permission of the catalogue.
     *
     * @param who an application, or whom a grant is made to
     * @param what a data set, or the scope of a grant
     */
    public record Row(String who, String what, Permission permission, State state) {
        public Row {
            Objects.requireNonNull(who);
            Objects.requireNonNull(what);
            Objects.requireNonNull(permission);
            Objects.requireNonNull(state);
        }
    }

    /** Every permission of an application and every grant, in the order of the catalogue. */
    static List<Row> of(Catalogue catalogue, People people, Usage usage, Duration needed) {
        var unused = new Unused(catalogue, people, usage, needed);
        var rows = new ArrayList<Row>();
        catalogue.applications().forEach(application -> unused.rows(application).forEach(rows::add));
        catalogue
                .render()
                .grants()
                .ifPresent(grants -> grants.grants().forEach(grant -> {
                    if (!grant.permission().equals("WRITE")) {
                        rows.add(unused.grant(grant.grantee().id(), grant.scope(), Permission.READ));
                    }
                    if (!grant.permission().equals("READ")) {
                        rows.add(unused.grant(grant.grantee().id(), grant.scope(), Permission.WRITE));
                    }
                }));
        return List.copyOf(rows);
    }

    private Stream<Row> rows(Application application) {
        return application.grants().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(permission -> new Row(
                                application.name(),
                                entry.getKey(),
                                permission,
                                state(application.name(), dataSets.get(entry.getKey()), permission))));
    }

    private State state(String application, DataSet dataSet, Permission permission) {
        var use = usage.of(new Usage.Held(application, dataSet.name(), permission));
        return use.isPresent() ? new State.Used(use.get().count(), use.get().last()) : unseen(dataSet, permission);
    }

    /** The log that can tell, and for the longest time, is taken. */
    private State unseen(DataSet dataSet, Permission permission) {
        var longest = Duration.ZERO;
        boolean told = false;
        for (var each : usage.covered().entrySet()) {
            var log = each.getValue();
            boolean tells =
                    switch (each.getKey()) {
                        case LAKE -> true;
                        case CLOUDTRAIL -> log.hasAction(dataSet.name(), permission);
                        case SERVER -> log.hasBucket(dataSet.bucket());
                    };
            if (tells) {
                told = true;
                var length = Duration.between(log.first(), log.last());
                longest = length.compareTo(longest) > 0 ? length : longest;
            }
        }
        return told ? unseenFor(longest) : new State.NotObservable(nobody(dataSet, permission));
    }

    private String nobody(DataSet dataSet, Permission permission) {
        if (usage.covered().isEmpty()) {
            return "the logs have no request";
        }
        return usage.covered().containsKey(LogKind.CLOUDTRAIL)
                ? "the logs have nobody's " + permission.word() + " of " + dataSet.name()
                        + ": the trail may not record it"
                : "the logs have no request to bucket " + dataSet.bucket();
    }

    private State unseenFor(Duration length) {
        return length.compareTo(needed) >= 0
                ? new State.NotUsed(length)
                : new State.NotObservable("the logs cover " + words(length) + ", not " + words(needed));
    }

    /** Only the lake's log tells for which grant credentials were given out, and what was done with them. */
    private Row grant(String grantee, String scope, Permission permission) {
        var use = usage.of(new Usage.Held(grantee, scope, permission));
        var lake = usage.covered().get(LogKind.LAKE);
        State state;
        if (use.isPresent()) {
            state = new State.Used(use.get().count(), use.get().last());
        } else if (lake == null) {
            state = new State.NotObservable("these logs do not tell for which grant credentials were given out");
        } else {
            state = unseenFor(Duration.between(lake.first(), lake.last()));
        }
        return new Row(people.words(grantee), scope, permission, state);
    }

    /** {@code 3 days}; of less than two days the hours, of less than two hours the minutes. */
    public static String words(Duration length) {
        if (length.toDays() >= 2) {
            return length.toDays() + " days";
        }
        return length.toHours() >= 2 ? length.toHours() + " hours" : length.toMinutes() + " minutes";
    }
}
