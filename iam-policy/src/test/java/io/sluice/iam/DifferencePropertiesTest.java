package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The symbolic difference against brute force: every request of a vocabulary that reaches every class of the patterns. */
class DifferencePropertiesTest {
    private static final int WORLDS = Boolean.getBoolean("sluice.long") ? 300 : 12;
    private static final List<RequestContext> CONTEXTS = Generated.contexts();

    @Test
    void worldDoesNotDifferFromItself() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var generated = new Generated(seed);
            var texts = generated.texts();
            assertThat(AccessWorld.difference(Generated.world(texts), Generated.world(generated.shuffled(texts)))
                            .isEmpty())
                    .as("seed " + seed)
                    .isTrue();
        }
    }

    @Test
    void differenceAgreesWithBruteForce() {
        int differing = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            var generated = new Generated(seed);
            var before = generated.texts();
            var after = generated.changed(before);
            var difference = AccessWorld.difference(Generated.world(before), Generated.world(after));
            var gained = new HashSet<String>();
            var lost = new HashSet<String>();
            brute(before, after, gained, lost);
            assertThat(callers(difference.newlyAllowed()))
                    .as("gained, seed " + seed)
                    .isEqualTo(gained);
            assertThat(callers(difference.noLongerAllowed()))
                    .as("lost, seed " + seed)
                    .isEqualTo(lost);
            difference.newlyAllowed().forEach(change -> confirm(change, before, after, true));
            difference.noLongerAllowed().forEach(change -> confirm(change, before, after, false));
            differing += gained.isEmpty() && lost.isEmpty() ? 0 : 1;
        }
        assertThat(differing).isBetween(WORLDS / 10, WORLDS);
    }

    /** Way, caller and action of each change, of the callers and actions that brute force tries. */
    private static Set<String> callers(List<Difference.Change> changes) {
        var all = new HashSet<String>();
        for (var change : changes) {
            var request = change.witness();
            for (var action : change.actions()) {
                var caller = request.principal().kind() == Principal.Kind.ANONYMOUS
                        ? "*"
                        : request.principal().arn();
                if (Generated.ACTIONS.contains(action)
                        && Generated.CALLERS.stream()
                                .anyMatch(each -> each.arn().equals(caller))) {
                    all.add(change.route().startsWith("access point") + " " + caller + " " + action);
                }
            }
        }
        return all;
    }

    private static void brute(
            Map<String, List<String>> before, Map<String, List<String>> after, Set<String> gained, Set<String> lost) {
        for (boolean through : List.of(true, false)) {
            for (var caller : Generated.CALLERS) {
                var old = Generated.policies(before, caller, through);
                var now = Generated.policies(after, caller, through);
                for (var action : Generated.ACTIONS) {
                    for (var key : action.equals("s3:ListBucket") ? List.of("") : Generated.KEYS) {
                        for (var context : CONTEXTS) {
                            var request = Generated.request(caller, action, key, through, context);
                            boolean was = PolicyEvaluator.decide(request, old).isAllowed();
                            boolean is = PolicyEvaluator.decide(request, now).isAllowed();
                            if (was != is) {
                                (is ? gained : lost).add(through + " " + caller.arn() + " " + action);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void confirm(
            Difference.Change change,
            Map<String, List<String>> before,
            Map<String, List<String>> after,
            boolean gained) {
        var request = change.witness();
        if (Generated.CALLERS.stream().noneMatch(request.principal()::equals)) {
            return;
        }
        boolean through = change.route().startsWith("access point");
        assertThat(PolicyEvaluator.decide(request, Generated.policies(before, request.principal(), through))
                        .isAllowed())
                .isNotEqualTo(gained);
        assertThat(PolicyEvaluator.decide(request, Generated.policies(after, request.principal(), through))
                        .isAllowed())
                .isEqualTo(gained);
    }
}
