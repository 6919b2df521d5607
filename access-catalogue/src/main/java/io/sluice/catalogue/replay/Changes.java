package io.sluice.catalogue.replay;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.audit.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests that are decided otherwise, those that are alike together. */
final class Changes {
    /** So many kinds are told apart; the log of somebody who tries everything must not fill the memory. */
    static final int MOST = 10_000;

    private static final Key OTHERS = new Key("others", "", "", "", "", "");

    private final int most;
    private final Map<Key, Group> groups = new LinkedHashMap<>();

    Changes(int most) {
        this.most = most;
    }

    /** A request with what the catalogue says of it. */
    record Case(LoggedRequest request, Optional<Vend> vend, Verdict.Decided decided) {
        String way() {
            return vend.map(some -> "grant " + some.target())
                    .orElseGet(() -> request.call().way().words())
                    .concat(request.means().viaObjectLambda() ? " for Object Lambda" : "");
        }

        String about() {
            return request.call().key().isEmpty()
                    ? request.call().parameters().getOrDefault("prefix", "")
                    : request.call().key();
        }
    }

    private record Key(String who, String action, String way, String folder, String document, String statement) {}

    private static final class Group {
        private final String example;
        private final Case one;
        private long count;
        private Instant first;
        private Instant last;

        Group(String where, Case one) {
            this.example = where + " " + one.decided().request().get().resource();
            this.one = one;
            first = one.request().time();
            last = first;
        }

        void add(Instant time) {
            add(1, time, time);
        }

        void add(Group later) {
            add(later.count, later.first, later.last);
        }

        private void add(long more, Instant from, Instant to) {
            count += more;
            first = from.isBefore(first) ? from : first;
            last = to.isAfter(last) ? to : last;
        }
    }

    void add(String who, String where, Case one) {
        var decision = one.decided().decision();
        var key = new Key(
                who,
                one.decided().request().get().action(),
                one.way(),
                Folders.of(one.about()),
                decision.document(),
                decision.statement());
        groups.computeIfAbsent(place(key), _ -> new Group(where, one))
                .add(one.request().time());
    }

    /** Those of the lines after. */
    void add(Changes later) {
        later.groups.forEach((key, group) -> {
            var here = groups.putIfAbsent(place(key), group);
            if (here != null) {
                here.add(group);
            }
        });
    }

    private Key place(Key key) {
        return groups.size() < most || groups.containsKey(key) ? key : OTHERS;
    }

    /** The most frequent first. */
    List<Change> all(Catalogue catalogue) {
        return groups.entrySet().stream()
                .map(entry -> change(catalogue, entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Change::count)
                        .reversed()
                        .thenComparing(Change::who)
                        .thenComparing(Change::action)
                        .thenComparing(Change::way)
                        .thenComparing(Change::folder))
                .toList();
    }

    private static Change change(Catalogue catalogue, Key key, Group group) {
        var decision = group.one.decided().decision();
        var deciding = new Change.Deciding(
                decision.isAllowed(),
                decision.document(),
                decision.statement(),
                decision.message(group.one.decided().request().get()),
                Origin.of(catalogue, decision.document(), decision.statement()));
        return new Change(
                key.who,
                key.action,
                key.way,
                key.folder,
                deciding,
                group.count,
                group.first,
                group.last,
                group.example);
    }
}
