package io.sluice.iam;

import java.util.List;

/**
 * One way in which a caller has access.
 *
 * @param caller whom it is about, in words where it stands for many
 * @param route the way: {@code bucket …}, {@code access point …}, {@code grant …} or {@code resource …}
 * @param actions all actions that are alike here
 * @param resources the patterns of the statement that allows; the example lies in them
 * @param decision what decided on the example
 * @param conditions what a request must meet besides, as written; empty where nothing
 * @param example a request that is allowed, with the fewest context keys
 * @param isPublic whether anybody at all, unsigned or of any account, has this access
 * @param crossAccount whether the caller is of another account than the resource
 * @param wholly whether all of the resources are known to be decided as the example is
 */
public record Access(
        String caller,
        String route,
        List<String> actions,
        List<String> resources,
        Decision decision,
        List<String> conditions,
        AccessRequest example,
        boolean isPublic,
        boolean crossAccount,
        boolean wholly) {
    public Access {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }
}
