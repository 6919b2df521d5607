package io.sluice.iam;

import java.util.List;

/**
 * How two worlds differ. Both lists are empty exactly where every request is decided alike, but for what
 * {@code dependsOn} names.
 *
 * @param dependsOn what could not be decided without a guess, as {@code depends on …}
 */
public record Difference(List<Change> newlyAllowed, List<Change> noLongerAllowed, List<String> dependsOn) {
    public Difference {
        newlyAllowed = List.copyOf(newlyAllowed);
        noLongerAllowed = List.copyOf(noLongerAllowed);
        dependsOn = List.copyOf(dependsOn);
    }

    public boolean isEmpty() {
        return newlyAllowed.isEmpty() && noLongerAllowed.isEmpty() && dependsOn.isEmpty();
    }

    /**
     * One class of requests that is decided otherwise.
     *
     * @param actions all actions that are alike here
     * @param witness a concrete request of the class
     * @param before the decision on the witness in the first world
     * @param after the decision on the witness in the second
     */
    public record Change(
            String caller, String route, List<String> actions, AccessRequest witness, Decision before, Decision after) {
        public Change {
            actions = List.copyOf(actions);
        }
    }
}
