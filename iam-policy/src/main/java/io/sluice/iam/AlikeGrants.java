package io.sluice.iam;

import io.sluice.iam.AccessWorld.Permission;
import io.sluice.iam.Callers.Who;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Grants that are decided alike but for their names, grantees and scopes. A vended session is of one role whoever asked for it, so what
 * decides is the grant's permission and the bucket's policy; where that policy speaks of the bucket's objects all together or not at all, one
 * grant answers for all.
 */
final class AlikeGrants {
    private AlikeGrants() {}

    /**
     * What tells grants apart that this is about.
     *
     * @param open whether the scope ends in a star
     * @param everything whether the scope is the whole bucket
     */
    record Kind(String bucketArn, Permission permission, boolean open, boolean everything) {}

    /**
     * The kind of a grant; none where its bucket's policy, or what was asked for, tells keys apart.
     *
     * @param asked the resources that were asked for; none for all
     */
    static Optional<Kind> kind(Route.Granted grant, Optional<Glob> asked) {
        var objects = grant.bucketArn() + "/";
        var scope = grant.resource();
        boolean open = scope.endsWith("*");
        var key = scope.substring(objects.length(), scope.length() - (open ? 1 : 0));
        boolean blind = key.chars().noneMatch(c -> c == '*' || c == '?')
                && asked.map(glob -> isBlind(glob, objects)).orElse(true)
                && isBlind(grant.bucketPolicy(), objects);
        return blind
                ? Optional.of(new Kind(grant.bucketArn(), grant.grant().permission(), open, key.isEmpty()))
                : Optional.empty();
    }

    private static boolean isBlind(Optional<NamedPolicy> policy, String objects) {
        return policy.stream()
                .flatMap(some -> some.document().statements().stream())
                .flatMap(statement -> Stream.of(statement.resourcePatterns().templates()))
                .allMatch(template -> template.fixed() != null && isBlind(template.fixed(), objects));
    }

    /** Whether a pattern matches all that begins so, or nothing of it. */
    private static boolean isBlind(Glob glob, String objects) {
        var beginning = glob.beginning();
        return beginning != null && (!beginning.startsWith(objects) || (glob.isOpen() && beginning.equals(objects)));
    }

    /** Whether it is the grant that allows, and not the bucket's policy whatever the grant says. */
    static boolean isByGrant(Access access) {
        return access.decision() instanceof Decision.Allowed(var _, var document, var _)
                && document.equals(access.route());
    }

    /** What was found for one grant, said of another of its kind. */
    static Access of(Route.Granted grant, Who who, Access like) {
        var scope = grant.resource();
        var text = scope.endsWith("*") ? scope.substring(0, scope.length() - 1) : scope;
        var example = like.example();
        var request = new AccessRequest(
                who.principal(),
                example.action(),
                text.equals(grant.bucketArn() + "/") ? example.resource() : text,
                example.resourceAccount(),
                example.context());
        var account = who.principal().account();
        return new Access(
                who.words(),
                grant.name(),
                like.actions(),
                List.of(scope),
                new Decision.Allowed(
                        like.decision().policyType(),
                        grant.name(),
                        like.decision().statement()),
                like.conditions(),
                request,
                who.stranger(),
                !account.isEmpty() && !account.equals(grant.account()),
                true);
    }
}
