package io.sluice.broker;

import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.credentials.Ask;
import io.sluice.broker.credentials.Keys;
import io.sluice.broker.credentials.Vending;
import io.sluice.broker.history.History;
import io.sluice.broker.history.Vend;
import io.sluice.broker.person.Person;
import java.time.Clock;

/** Writes into the history what is vended. */
final class Ledger implements Vending.Witness {
    private final History history;
    private final CatalogueWords words;
    private final Clock clock;

    Ledger(History history, CatalogueWords words, Clock clock) {
        this.history = history;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public void vended(Person person, Ask ask, Keys keys) {
        history.add(new Vend(
                clock.instant(),
                person.key(),
                person.email(),
                ask.grant().id(),
                words.of(ask.grant(), person).dataSet(),
                ask.target().text(),
                ask.permission().name(),
                keys.expires(),
                keys.accessKeyId()));
    }
}
