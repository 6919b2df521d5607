package io.sluice.lake.grants;

import io.sluice.iam.Principal;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.OnBehalfOf;
import io.sluice.lake.principals.SessionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose grants count for one request: those of the user or role that signed it and, where its session acts for a person of the directory
 * that the instance is associated with, those of the person and of the person's groups. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-directory-ids.html">S3 Access Grants and corporate directory
 * identities</a>.
 */
record Caller(Identity identity, Optional<OnBehalfOf> person, List<Grantee> grantees) {
    Caller {
        grantees = List.copyOf(grantees);
    }

    static Caller of(Identity identity, Instance instance, Directories directories) {
        var grantees = new ArrayList<Grantee>();
        var person = identity.session()
                .map(session -> session.request().context())
                .flatMap(SessionContext::onBehalfOf)
                .filter(given -> instance.identityCenter()
                        .filter(given.instanceArn()::equals)
                        .isPresent());
        var directory = instance.identityCenter().flatMap(directories::of);
        if (person.isPresent() && directory.isPresent()) {
            String user = person.get().userId();
            if (directory.get().hasUser(user)) {
                grantees.add(new Grantee(Grantee.Type.DIRECTORY_USER, user));
            }
            directory.get().groupsOf(user).stream()
                    .sorted()
                    .map(group -> new Grantee(Grantee.Type.DIRECTORY_GROUP, group))
                    .forEach(grantees::add);
        }
        iam(identity.principal()).ifPresent(grantees::add);
        return new Caller(identity, person, grantees);
    }

    private static Optional<Grantee> iam(Principal principal) {
        return switch (principal.kind()) {
            case USER, ROLE -> Optional.of(new Grantee(Grantee.Type.IAM, principal.arn()));
            case ROLE_SESSION -> Optional.of(new Grantee(Grantee.Type.IAM, principal.issuer()));
            case ROOT, FEDERATED_USER, IDENTITY_PROVIDER, SERVICE, ANONYMOUS -> Optional.empty();
        };
    }

    /** Whether a grant holds through the application that the caller came through. */
    boolean mayUse(Grant grant) {
        return grant.application().isEmpty() || grant.application().equals(person.map(OnBehalfOf::application));
    }

    /**
     * What names the person behind a session that is opened for this caller: its own source identity, or the name of its session or
     * user.
     */
    String name() {
        return identity.session()
                .map(session -> session.request()
                        .sourceIdentity()
                        .orElse(session.request().name()))
                .orElseGet(() -> identity.principal().arn().replaceFirst("^.*/", ""));
    }
}
