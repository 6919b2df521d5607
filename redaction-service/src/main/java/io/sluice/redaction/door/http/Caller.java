package io.sluice.redaction.door.http;

import static java.util.Objects.requireNonNull;

import io.sluice.redaction.View;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who asks, as somebody else has established: IAM before a function URL, or an OIDC provider. */
sealed interface Caller {

    /** Whether the view is made for this caller. */
    boolean mayRead(View view);

    /**
     * A role or user of AWS. A session tells the name of its role but not its path; names are unique in an account, so
     * account and name decide.
     */
    record Principal(String account, String name) implements Caller {
        private static final Pattern SESSION =
                Pattern.compile("arn:aws[a-z-]*:sts::([0-9]{12}):assumed-role/([^/]+)/[^/]+");
        private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/(?:.+/)?([^/]+)");
        private static final Pattern USER = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):(user/.+)");

        public Principal {
            requireNonNull(account);
            requireNonNull(name);
        }

        /** The principal behind an ARN as IAM tells it; none where it is neither a session of a role nor a user. */
        static Optional<Caller> of(String arn) {
            Matcher session = SESSION.matcher(arn);
            if (session.matches()) {
                return Optional.of(new Principal(session.group(1), "role/" + session.group(2)));
            }
            Matcher user = USER.matcher(arn);
            return user.matches() ? Optional.of(new Principal(user.group(1), user.group(2))) : Optional.empty();
        }

        @Override
        public boolean mayRead(View view) {
            return view.consumers().stream().anyMatch(this::is);
        }

        private boolean is(String consumer) {
            Matcher role = ROLE.matcher(consumer);
            if (role.matches()) {
                return role.group(1).equals(account) && name.equals("role/" + role.group(2));
            }
            Matcher user = USER.matcher(consumer);
            return user.matches()
                    && user.group(1).equals(account)
                    && user.group(2).equals(name);
        }
    }

    /** Somebody who signed in. */
    record Person(Set<String> groups) implements Caller {
        public Person {
            groups = Set.copyOf(groups);
        }

        @Override
        public boolean mayRead(View view) {
            return view.groups().stream().anyMatch(groups::contains);
        }
    }
}
