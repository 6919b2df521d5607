package io.sluice.broker.person;

import io.sluice.broker.aws.Shared;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The AWS identities of everybody who is signed in, each kept for nine tenths of its life, and only for the person whose it is. */
public final class Callers {
    private final Route route;
    private final Shared<Key, Caller> kept;

    private record Key(String person, String name) {}

    public Callers(Route route, Clock clock) {
        this.route = route;
        this.kept = new Shared<>(clock, caller -> Lifetime.mostOf(Duration.between(clock.instant(), caller.until())));
    }

    /** The names of the identities that this person has. */
    public List<String> names(Person person) {
        return route.names(person);
    }

    public boolean throughApplication() {
        return route.throughApplication();
    }

    /** The person's identity of this name. */
    public Caller caller(SignedIn who, String name) {
        return kept.get(new Key(who.person().key(), name), () -> route.fetch(who, name));
    }

    public void forget(Person person) {
        kept.forget(key -> key.person().equals(person.key()));
    }
}
