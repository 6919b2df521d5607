package io.sluice.broker.web;

import io.sluice.broker.access.Entry;
import io.sluice.broker.access.Permission;
import io.sluice.broker.credentials.BadAskException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The form that credentials are asked for with, as it was last filled in.
 *
 * @param entry the line of access that they are for
 */
record ChooseForm(
        Entry.Granted entry, Permission permission, String minutes, String below, Optional<BadAskException> wrong) {

    /** A duration that is offered. */
    record Duration(String minutes, String words) {}

    static ChooseForm fresh(Entry.Granted entry) {
        return new ChooseForm(entry, entry.permission().choices().getFirst(), "60", "", Optional.empty());
    }

    public List<Permission> permissions() {
        return entry.permission().choices();
    }

    public List<Duration> durations() {
        return Stream.of(
                        new Duration("15", "15 minutes"),
                        new Duration("30", "30 minutes"),
                        new Duration("60", "1 hour"),
                        new Duration("120", "2 hours"),
                        new Duration("240", "4 hours"),
                        new Duration("480", "8 hours"),
                        new Duration("720", "12 hours"))
                .toList();
    }

    public String wrongIn(String field) {
        return wrong.filter(one -> one.field().equals(field))
                .map(Throwable::getMessage)
                .orElse("");
    }
}
