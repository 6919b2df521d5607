package io.sluice.broker.web;

import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.access.Grant;
import io.sluice.broker.credentials.Choice;
import io.sluice.broker.credentials.Desk;
import io.sluice.broker.credentials.Snippet;
import io.sluice.broker.person.Person;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;

/** Makes of credentials what the page shows of them. */
final class Handover {
    private final Snippet.Place place;
    private final CatalogueWords words;
    private final String client;
    private final Clock clock;

    /**
     * For one broker.
     *
     * @param client what {@code sluice credentials} is called at the provider
     */
    Handover(Snippet.Place place, CatalogueWords words, String client, Clock clock) {
        this.place = place;
        this.words = words;
        this.client = client;
        this.clock = clock;
    }

    CredentialsView view(Person person, Desk.Given given, Choice choice) {
        String profile = given.entry().words().dataSet().replaceAll("[^A-Za-z0-9_-]", "-");
        return new CredentialsView(
                given,
                Snippet.of(given.keys(), place, profile),
                process(profile),
                command(person, given, profile),
                CredentialsView.until(given.keys().expires(), clock),
                choice.below().orElse(""));
    }

    /** The lines of {@code ~/.aws/config}: nothing secret is in them. */
    private String process(String profile) {
        return """
                [profile %1$s]
                region = %2$s
                credential_process = sluice credentials --profile %1$s
                """.formatted(profile, place.region())
                + place.endpoint().map(uri -> "endpoint_url = " + uri + "\n").orElse("");
    }

    /** What {@code sluice credentials} reads: who signs in where, and for what. */
    private String command(Person person, Desk.Given given, String profile) {
        return """
                profiles:
                  %s:
                    issuer: %s
                    clientId: %s
                    role: %s
                    region: %s
                    target: %s
                    permission: %s
                """.formatted(
                                profile,
                                person.issuer(),
                                client,
                                role(person, given.entry().grant()),
                                place.region(),
                                given.ask().target().text(),
                                given.ask().permission())
                + place.endpoint().map(uri -> "    endpoint: " + uri + "\n").orElse("");
    }

    /** The command federates; whoever came through Identity Center here has a role of the department all the same. */
    private String role(Person person, Grant grant) {
        return words.rolesByGroup().entrySet().stream()
                .filter(role -> person.groups().contains(role.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(arn -> !arn.equals(grant.caller())))
                .findFirst()
                .orElse(grant.caller());
    }
}
