package io.sluice.broker.person;

import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who is signed in, from the verified token and nothing else.
 *
 * @param session what tells this sign-in from another of the same person
 */
public record Person(
        String issuer, String subject, String name, String email, SortedSet<String> groups, String session) {
    public Person {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(name);
        Objects.requireNonNull(email);
        Objects.requireNonNull(session);
        groups = new TreeSet<>(groups);
    }

    /** The one name of this person under which anything is kept: a subject is unique only within its issuer. */
    public String key() {
        return issuer + " " + subject;
    }

    /** What the person's AWS sessions are called. */
    public String sessionName() {
        return SessionName.of(email.isEmpty() ? subject : email, key());
    }
}
