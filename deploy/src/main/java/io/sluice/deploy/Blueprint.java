package io.sluice.deploy;

import io.sluice.catalogue.RenderedCatalogue;
import software.amazon.awscdk.App;

/** What every stack is made of. */
record Blueprint(App app, RenderedCatalogue catalogue, Choices choices) {
    int parts() {
        return choices.parts();
    }

    Placeholders placeholders() {
        return Placeholders.of(catalogue.account(), catalogue.region());
    }
}
