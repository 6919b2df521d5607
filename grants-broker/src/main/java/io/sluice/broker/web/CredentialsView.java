package io.sluice.broker.web;

import io.sluice.broker.credentials.Desk;
import io.sluice.broker.credentials.Snippet;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Credentials as the page shows them. */
record CredentialsView(
        Desk.Given given, List<Snippet> snippets, String process, String command, Until until, String below) {
    CredentialsView {
        snippets = List.copyOf(snippets);
    }

    static Until until(Instant expires, Clock clock) {
        return Until.of(expires, clock.instant());
    }

    @Override
    public String toString() {
        return "CredentialsView[" + given.entry().id() + "]";
    }
}
