package io.sluice.lake;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.lake.lambda.Functions;
import io.sluice.lake.lambda.Plan;
import io.sluice.lake.notification.Notifications;
import io.sluice.lake.notification.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings what a catalogue says of functions into a lake. Their code comes by {@code CreateFunction}, so a function's policy, URL, reserved
 * concurrency and notifications are put on it when it is made; a notification that would go to nobody is not put before.
 */
final class FunctionLanding implements Plan.Plans {
    /** What the ids of the rules begin with that are the catalogue's. */
    private static final String OURS = "catalogue:";

    private final RenderedCatalogue catalogue;
    private final Map<String, RenderedFunction> planned;
    private final Functions functions;
    private final Notifications notifications;

    FunctionLanding(RenderedCatalogue catalogue, Functions functions, Notifications notifications) {
        this.catalogue = catalogue;
        this.functions = functions;
        this.notifications = notifications;
        planned = catalogue.functions().stream()
                .collect(Collectors.toUnmodifiableMap(RenderedFunction::name, Function.identity()));
    }

    @Override
    public Optional<Plan> of(String functionName) {
        return Optional.ofNullable(planned.get(functionName)).map(FunctionLanding::plan);
    }

    private static Plan plan(RenderedFunction function) {
        return new Plan(
                new Plan.Configured(
                        function.timeout(),
                        function.memoryMegabytes(),
                        function.environment(),
                        function.deadLetterArn()),
                function.reservedConcurrency(),
                function.permissions().stream()
                        .map(each -> new Plan.Statement(
                                each.statementId(),
                                each.principal(),
                                each.action(),
                                each.sourceArn(),
                                each.sourceAccount()))
                        .toList(),
                function.urlAuthType());
    }

    @Override
    public void applied(String functionName) {
        land();
    }

    /** Replaces the catalogue's rules of every bucket; those that people made stay. */
    void land() {
        catalogue.buckets().forEach(bucket -> land(bucket.name()));
    }

    private synchronized void land(String bucket) {
        var rules = new ArrayList<Rule>(notifications.rules(bucket).stream()
                .filter(rule -> !rule.id().startsWith(OURS))
                .toList());
        planned.values().stream()
                .filter(function -> functions.exists(functions.reference(function.name())))
                .forEach(function -> rules.addAll(rules(function, bucket)));
        notifications.put(bucket, rules);
    }

    private static List<Rule> rules(RenderedFunction function, String bucket) {
        var rules = new ArrayList<Rule>();
        for (var trigger : function.triggers()) {
            if (trigger.bucket().equals(bucket)) {
                rules.add(new Rule(
                        OURS + function.name() + ":" + rules.size(),
                        function.arn(),
                        trigger.events(),
                        trigger.prefix(),
                        trigger.suffix()));
            }
        }
        return rules;
    }
}
