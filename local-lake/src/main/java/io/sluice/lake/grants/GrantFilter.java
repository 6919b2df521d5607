package io.sluice.lake.grants;

import io.sluice.lake.s3.Query;
import java.util.Optional;

/** Which grants a listing is about. */
record GrantFilter(
        Optional<Grantee.Type> type,
        Optional<String> grantee,
        Optional<Permission> permission,
        Optional<String> scope,
        Optional<String> application) {
    static GrantFilter of(Query query) {
        return new GrantFilter(
                query.nonEmpty("granteetype").map(Grantee.Type::of),
                query.nonEmpty("granteeidentifier"),
                query.nonEmpty("permission").map(Permission::of),
                query.nonEmpty("grantscope"),
                query.nonEmpty("application_arn"));
    }

    boolean admits(Grant grant) {
        return is(type, grant.grantee().type())
                && is(grantee, grant.grantee().identifier())
                && is(permission, grant.permission())
                && is(scope, grant.scope().text())
                && is(application, grant.applicationText());
    }

    private static <T> boolean is(Optional<T> asked, T value) {
        return asked.isEmpty() || asked.get().equals(value);
    }
}
