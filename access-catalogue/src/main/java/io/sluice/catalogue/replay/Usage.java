package io.sluice.catalogue.replay;

import io.sluice.catalogue.Permission;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which permissions were used in logs, by requests that were allowed, and what the logs can tell at all. */
final class Usage {
    private final Attribution attribution;
    private final Map<Held, Use> uses = new HashMap<>();
    private final Needs needs = new Needs();
    private final Map<LogKind, Covered> covered = new EnumMap<>(LogKind.class);

    Usage(Attribution attribution) {
        this.attribution = attribution;
    }

    /**
     * A permission that somebody has.
     *
     * @param who an application, or whom a grant is made to
     * @param what a data set, or the scope of a grant
     */
    record Held(String who, String what, Permission permission) {}

    /** How often, and when last. */
    static final class Use {
        private long count;
        private Instant last = Instant.MIN;

        private void add(Instant time) {
            add(1, time);
        }

        private void add(long more, Instant time) {
            count += more;
            last = time.isAfter(last) ? time : last;
        }

        long count() {
            return count;
        }

        Instant last() {
            return last;
        }
    }

    /** What one kind of log was seen to record. */
    static final class Covered {
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private final Set<String> buckets = new HashSet<>();
        private final Set<Held> actions = new HashSet<>();

        private void add(Instant time) {
            first = time.isBefore(first) ? time : first;
            last = time.isAfter(last) ? time : last;
        }

        private void add(Covered other) {
            first = other.first.isBefore(first) ? other.first : first;
            last = other.last.isAfter(last) ? other.last : last;
            buckets.addAll(other.buckets);
            actions.addAll(other.actions);
        }

        Instant first() {
            return first;
        }

        Instant last() {
            return last;
        }

        boolean hasBucket(String bucket) {
            return buckets.contains(bucket);
        }

        /** Whether anybody was seen doing this with a data set. */
        boolean hasAction(String dataSet, Permission permission) {
            return actions.contains(new Held("", dataSet, permission));
        }
    }

    Map<LogKind, Covered> covered() {
        return covered;
    }

    Optional<Use> of(Held held) {
        return Optional.ofNullable(uses.get(held));
    }

    /** Those of the application that a catalogue is to be suggested for. */
    Needs needs() {
        return needs;
    }

    void observe(LogKind kind, Instant time) {
        covered.computeIfAbsent(kind, _ -> new Covered()).add(time);
    }

    void add(LogKind kind, LoggedRequest request, Optional<Callers.Known> caller, Optional<Vend> vend) {
        var seen = covered.computeIfAbsent(kind, _ -> new Covered());
        seen.add(request.time());
        var bucket = attribution.bucket(request.call().way());
        var permission = Attribution.permission(request.call());
        if (bucket.isEmpty() || permission.isEmpty()) {
            return;
        }
        seen.buckets.add(bucket.get());
        var about = about(request.call());
        var dataSet = attribution.dataSet(bucket.get(), about);
        dataSet.ifPresent(some -> seen.actions.add(new Held("", some.name(), permission.get())));
        if (!request.allowed() || request.means().viaObjectLambda()) {
            return;
        }
        if (vend.isPresent()) {
            use(new Held(vend.get().grantee(), vend.get().target(), ofGrant(permission.get())), request.time());
            return;
        }
        attribution.application(caller, request.call().way()).ifPresent(application -> {
            dataSet.ifPresent(some -> use(new Held(application, some.name(), permission.get()), request.time()));
            if (attribution.isSuggested(application)) {
                needs.add(about, permission.get());
            }
        });
    }

    /** What was seen elsewhere in the logs. */
    void add(Usage other) {
        other.uses.forEach(
                (held, use) -> uses.computeIfAbsent(held, _ -> new Use()).add(use.count, use.last));
        other.covered.forEach((kind, seen) ->
                covered.computeIfAbsent(kind, _ -> new Covered()).add(seen));
        needs.add(other.needs);
    }

    /** A grant reads and lists, or writes and deletes. */
    private static Permission ofGrant(Permission permission) {
        return switch (permission) {
            case READ, LIST -> Permission.READ;
            case WRITE, DELETE -> Permission.WRITE;
        };
    }

    private void use(Held held, Instant time) {
        uses.computeIfAbsent(held, _ -> new Use()).add(time);
    }

    private static String about(LoggedRequest.Call call) {
        return call.key().isEmpty() ? call.parameters().getOrDefault("prefix", "") : call.key();
    }
}
