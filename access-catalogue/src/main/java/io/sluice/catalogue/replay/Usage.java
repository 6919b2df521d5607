package io.sluice.catalogue.replay;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Permission;
import io.sluice.catalogue.RenderedCatalogue;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which permissions were used in logs, by requests that were allowed, and what the logs can tell at all. */
final class Usage {
    private final Map<String, TreeMap<String, DataSet>> dataSets = new HashMap<>();
    private final Map<String, String> pointsByRole = new HashMap<>();
    private final Map<String, String> applications = new HashMap<>();
    private final Map<Held, Use> uses = new HashMap<>();
    private final Optional<String> suggested;
    private final Needs needs = new Needs();
    private final Map<LogKind, Covered> covered = new EnumMap<>(LogKind.class);

    Usage(Catalogue catalogue, RenderedCatalogue rendered, Optional<String> suggested) {
        this.suggested = suggested;
        catalogue
                .dataSets()
                .forEach(each -> dataSets.computeIfAbsent(each.bucket(), _ -> new TreeMap<>())
                        .put(each.prefix(), each));
        var arns = new HashMap<String, String>();
        rendered.accessPoints().forEach(point -> arns.put(point.name(), point.arn()));
        catalogue.applications().forEach(each -> {
            pointsByRole.put(each.role().name(), arns.get(each.accessPoint()));
            applications.put(each.role().name(), each.name());
        });
        buckets = new HashMap<>();
        rendered.accessPoints().forEach(point -> buckets.put(point.arn(), point.bucket()));
    }

    private final Map<String, String> buckets;

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
            count++;
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
        var bucket = bucket(request.call().way());
        var permission = permission(request.call());
        if (bucket.isEmpty() || permission.isEmpty()) {
            return;
        }
        seen.buckets.add(bucket.get());
        var about = about(request.call());
        var dataSet = dataSet(bucket.get(), about);
        dataSet.ifPresent(some -> seen.actions.add(new Held("", some.name(), permission.get())));
        if (!request.allowed() || request.means().viaObjectLambda()) {
            return;
        }
        if (vend.isPresent()) {
            use(new Held(vend.get().grantee(), vend.get().target(), ofGrant(permission.get())), request.time());
            return;
        }
        caller.flatMap(Callers.Known::role)
                .map(Callers.Role::name)
                .filter(role ->
                        request.call().way() instanceof Way.AccessPoint(var arn) && arn.equals(pointsByRole.get(role)))
                .map(applications::get)
                .ifPresent(application -> {
                    dataSet.ifPresent(
                            some -> use(new Held(application, some.name(), permission.get()), request.time()));
                    if (suggested.filter(application::equals).isPresent()) {
                        needs.add(about, permission.get());
                    }
                });
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

    private Optional<String> bucket(Way way) {
        return switch (way) {
            case Way.Bucket(var name) -> Optional.of(name);
            case Way.AccessPoint(var arn) -> Optional.ofNullable(buckets.get(arn));
            case Way.ObjectLambda _ -> Optional.empty();
        };
    }

    private static String about(LoggedRequest.Call call) {
        return call.key().isEmpty() ? call.parameters().getOrDefault("prefix", "") : call.key();
    }

    /** The permission of a catalogue that a call is an exercise of; none where a catalogue has none for it. */
    private static Optional<Permission> permission(LoggedRequest.Call call) {
        var needed = Needed.of(call);
        if (needed.isEmpty() || needed.get().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(BY_ACTION.get(needed.get().getFirst().action()));
    }

    private static final Map<String, Permission> BY_ACTION = Map.of(
            "s3:GetObject", Permission.READ,
            "s3:PutObject", Permission.WRITE,
            "s3:DeleteObject", Permission.DELETE,
            "s3:ListBucket", Permission.LIST);

    /** The data set whose prefix this begins with; there is one at most, since prefixes do not overlap. */
    private Optional<DataSet> dataSet(String bucket, String about) {
        var before = dataSets.getOrDefault(bucket, new TreeMap<>()).floorEntry(about);
        return before != null && about.startsWith(before.getKey()) ? Optional.of(before.getValue()) : Optional.empty();
    }
}
