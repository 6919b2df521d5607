package io.sluice.broker.credentials;

import io.sluice.broker.access.Access;
import io.sluice.broker.access.Entry;
import io.sluice.broker.person.SignedIn;

/** Where credentials are asked for, by the page and by programs alike: counted, looked up, checked, vended, written down. */
public final class Desk {
    private final RateLimit limit;
    private final Access access;
    private final Vending vending;

    /** What somebody was given. */
    public record Given(Entry.Granted entry, Ask ask, Keys keys) {}

    public Desk(RateLimit limit, Access access, Vending vending) {
        this.limit = limit;
        this.access = access;
        this.vending = vending;
    }

    /** Credentials for this choice; those of before while they last. */
    public Given give(SignedIn who, Choice choice) {
        limit.take(who.person());
        Entry.Granted entry = granted(access.entry(who, choice.entry()));
        Ask ask = choice.under(entry.grant());
        return new Given(entry, ask, vending.keys(who, ask));
    }

    /** Fresh credentials for this choice. */
    public Given renew(SignedIn who, Choice choice) {
        limit.take(who.person());
        Entry.Granted entry = granted(access.entry(who, choice.entry()));
        Ask ask = choice.under(entry.grant());
        return new Given(entry, ask, vending.renewed(who, ask));
    }

    private static Entry.Granted granted(Entry entry) {
        return switch (entry) {
            case Entry.Granted granted -> granted;
            case Entry.Redacted redacted ->
                throw new BadAskException(
                        "entry",
                        "No credentials are given for a redacted view: they would reach what it hides. Browse it instead.");
        };
    }
}
