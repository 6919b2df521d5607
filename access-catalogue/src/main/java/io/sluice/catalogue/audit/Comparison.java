package io.sluice.catalogue.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Governance.Acknowledgement;
import io.sluice.catalogue.RenderedView;
import io.sluice.iam.AccessWorld;
import io.sluice.iam.Difference;
import io.sluice.iam.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a change of the catalogue newly allows and takes away, each with a request that shows it, and whom it leaves as they were.
 *
 * @param dependsOn what could not be decided for all requests
 * @param untouched roles and groups of both for whom nothing changes
 */
public record Comparison(
        List<Change> newlyAllowed, List<Change> noLongerAllowed, List<String> dependsOn, List<String> untouched) {
    public Comparison {
        newlyAllowed = sorted(newlyAllowed);
        noLongerAllowed = sorted(noLongerAllowed);
        dependsOn = List.copyOf(dependsOn);
        untouched = List.copyOf(untouched);
    }

    /**
     * One class of requests that is decided otherwise.
     *
     * @param resources what the deciding statement covers; where none decides, the witness
     * @param witness a concrete resource of the class
     * @param conditions condition keys of the witness, {@code s3:prefix=a/}
     * @param acknowledged why the catalogue says that it is meant; none where it does not
     */
    public record Change(
            String who,
            List<String> actions,
            String way,
            List<String> resources,
            String witness,
            String conditions,
            Optional<String> acknowledged) {
        public Change {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }
    }

    private static List<Change> sorted(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(Change::who)
                        .thenComparing(Change::way)
                        .thenComparing(change -> change.actions().toString())
                        .thenComparing(Change::witness))
                .toList();
    }

    /** Whether nothing new is allowed but what the newer catalogue acknowledges. */
    public boolean holds() {
        return newlyAllowed.stream().allMatch(change -> change.acknowledged().isPresent()) && dependsOn.isEmpty();
    }

    public static Comparison of(Catalogue before, Catalogue after) {
        return new Search(before, after).find();
    }

    private static final class Search {
        private final Catalogue afterCatalogue;
        private final World before;
        private final World after;

        Search(Catalogue before, Catalogue after) {
            this.afterCatalogue = after;
            var rendered =
                    Stream.of(before, after).parallel().map(Catalogue::render).toList();
            this.before = World.of(rendered.getFirst());
            this.after = World.of(rendered.getLast(), this.before);
        }

        Comparison find() {
            var difference = AccessWorld.difference(before.access(), after.access());
            var gained = new ArrayList<Change>();
            difference
                    .newlyAllowed()
                    .forEach(change ->
                            gained.add(change(change, after, change.after().document())));
            gained.addAll(views(before, after));
            var lost = new ArrayList<Change>();
            difference
                    .noLongerAllowed()
                    .forEach(change ->
                            lost.add(change(change, before, change.before().document())));
            lost.addAll(views(after, before));
            var touched = new TreeSet<String>();
            gained.forEach(change -> touched.add(change.who()));
            lost.forEach(change -> touched.add(change.who()));
            var untouched = new ArrayList<>(after.callers().sequencedKeySet());
            untouched.removeIf(
                    name -> touched.contains(name) || !before.callers().containsKey(name));
            return new Comparison(
                    gained.stream().map(this::acknowledged).toList(), lost, difference.dependsOn(), untouched);
        }

        private Change change(Difference.Change change, World world, String document) {
            var decision = world.equals(after) ? change.after() : change.before();
            var resources = world.statement(document, decision.statement())
                    .map(Statement::resources)
                    .orElseGet(() -> scope(document));
            var witness = change.witness();
            var conditions = new ArrayList<String>();
            witness.context().asMap().forEach((key, values) -> {
                if (!key.equals("s3:resourceaccount")) {
                    conditions.add(key + "=" + String.join(",", values));
                }
            });
            return new Change(
                    world.words(change.caller()),
                    change.actions(),
                    Ways.words(change.route()),
                    resources.isEmpty() ? List.of(witness.resource()) : resources,
                    witness.resource(),
                    String.join(" ", conditions),
                    Optional.empty());
        }

        /** {@code grant s3://bucket/users* READ to …} covers {@code arn:aws:s3:::bucket/users*}. */
        private static List<String> scope(String document) {
            return document.startsWith("grant s3://")
                    ? List.of("arn:aws:s3:::"
                            + document.substring("grant s3://".length()).split(" ", 2)[0])
                    : List.of();
        }

        /** Who sees more of a view in the second world: as a new reader, or since a rule is gone or another. */
        private static List<Change> views(World first, World second) {
            var changes = new ArrayList<Change>();
            for (var view : second.rendered().views()) {
                var old = first.rendered().views().stream()
                        .filter(each -> each.name().equals(view.name()))
                        .findFirst();
                var readersBefore = old.map(Search::readers).orElseGet(TreeSet::new);
                var rulesBefore = old.map(Search::rules).orElseGet(TreeSet::new);
                rulesBefore.removeAll(rules(view));
                for (var reader : readers(view)) {
                    var who = reader.startsWith("arn:")
                            ? second.words(second.principal(reader).arn())
                            : reader;
                    if (!readersBefore.contains(reader)) {
                        changes.add(seen(who, "view:Read", view.name(), "view " + view.name()));
                    } else {
                        rulesBefore.forEach(
                                rule -> changes.add(seen(who, "view:See", view.name(), "without the rule " + rule)));
                    }
                }
            }
            return changes;
        }

        private static Change seen(String who, String action, String view, String what) {
            return new Change(
                    who, List.of(action), "view " + view, List.of("view/" + view), what, "", Optional.empty());
        }

        private static Set<String> rules(RenderedView view) {
            var rules = new TreeSet<String>();
            json(view).get("rules").forEach(rule -> rules.add(rule.toString()));
            return rules;
        }

        private static Set<String> readers(RenderedView view) {
            var readers = new TreeSet<String>();
            json(view).get("consumers").forEach(arn -> readers.add(arn.asText()));
            json(view).get("groups").forEach(group -> readers.add("group " + group.asText()));
            return readers;
        }

        private static JsonNode json(RenderedView view) {
            try {
                return new JsonMapper().readTree(view.document());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private Change acknowledged(Change change) {
            var reasons = new LinkedHashSet<String>();
            for (var action : change.actions()) {
                for (var resource : change.resources()) {
                    var reason = afterCatalogue.governance().acknowledgements().stream()
                            .filter(each -> matches(each, change.who(), action, resource))
                            .map(Acknowledgement::reason)
                            .findFirst();
                    if (reason.isEmpty()) {
                        return change;
                    }
                    reasons.add(reason.get());
                }
            }
            return new Change(
                    change.who(),
                    change.actions(),
                    change.way(),
                    change.resources(),
                    change.witness(),
                    change.conditions(),
                    Optional.of(String.join("; ", reasons)));
        }

        /** All that a statement covers must be meant: a {@code *} of the statement is matched as it is written. */
        private static boolean matches(Acknowledgement each, String who, String action, String resource) {
            return Patterns.matches(each.principal(), who)
                    && Patterns.matches(each.action(), action)
                    && (Patterns.matches(each.resource(), resource)
                            || Patterns.matches(each.resource(), resource.replaceFirst("^arn:aws:s3:::", "s3://")));
        }
    }
}
