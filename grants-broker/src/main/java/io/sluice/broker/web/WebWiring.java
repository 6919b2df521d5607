package io.sluice.broker.web;

import io.sluice.broker.BrokerConfig;
import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.credentials.Snippet;
import io.sluice.broker.history.History;
import io.sluice.broker.person.Callers;
import io.sluice.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of the pages together. */
@ApplicationScoped
class WebWiring {

    @Produces
    @Singleton
    Csrf csrf(BrokerConfig config) {
        return new Csrf(config.secret());
    }

    @Produces
    @Singleton
    SignedOut signedOut(Clock clock) {
        return new SignedOut(clock);
    }

    @Produces
    @Singleton
    Handover handover(BrokerConfig config, Catalogue catalogue, CatalogueWords words, Clock clock) {
        return new Handover(
                new Snippet.Place(catalogue.region(), config.endpoint()), words, config.commandClientId(), clock);
    }

    @Produces
    @Singleton
    PageResource.Records records(Callers callers, CatalogueWords words, History history, Clock clock) {
        return new PageResource.Records(callers, words, history, clock);
    }
}
