package io.sluice.broker.web;

import io.sluice.broker.credentials.Choice;
import io.sluice.broker.credentials.Desk;
import io.sluice.broker.credentials.Snippet;
import java.time.Clock;

/** Makes of credentials what the page shows of them. */
final class Handover {
    private final Snippet.Place place;
    private final Clock clock;

    Handover(Snippet.Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
    }

    CredentialsView view(Desk.Given given, Choice choice) {
        String profile = given.entry().words().dataSet().replaceAll("[^A-Za-z0-9_-]", "-");
        return new CredentialsView(
                given,
                Snippet.of(given.keys(), place, profile),
                process(given, profile),
                CredentialsView.until(given.keys().expires(), clock),
                choice.below().orElse(""));
    }

    /** The lines of ~/.aws/config: nothing secret is in them. */
    private String process(Desk.Given given, String profile) {
        return """
                [profile %s]
                region = %s
                credential_process = sluice credentials --target %s --permission %s
                """.formatted(
                        profile,
                        place.region(),
                        given.ask().target().text(),
                        given.ask().permission());
    }
}
