package io.sluice.system.secrets;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;

/** A person at the broker's pages: signs in, gets credentials, looks at everything, and signs in again with a code that was used. */
final class BrokerVisit {
    private static final List<String> PAGES =
            List.of("/", "/me", "/credentials", "/history", "/nowhere", "/api/me", "/api/credentials", "/q/metrics");

    /** What is shorter is a flag and no secret. */
    private static final int SHORTEST_COOKIE = 16;

    private final URI broker;
    private final Traces traces;
    private final Visitor visitor = new Visitor();

    BrokerVisit(URI broker, Traces traces) {
        this.broker = broker;
        this.traces = traces;
    }

    void pass(String person) throws IOException {
        var choice = signIn(person);
        visitor.takePages().forEach(traces::page);
        getCredentials(choice);
        for (var page : PAGES) {
            visitor.open(broker.resolve(page));
        }
        useCodeAgain();
        visitor.cookies().forEach(this::cookie);
        visitor.takePages().forEach(traces::page);
    }

    /** The page that offers credentials for the users. */
    private Document signIn(String person) throws IOException {
        var rows =
                visitor.submit(visitor.open(broker), Map.of("username", person, "password", traces.value("password")));
        var link = rows.selectFirst("#rows li:has(h2:contains(users)) a[href^=/access/]");
        if (link == null) {
            throw new IOException(person + " is offered no credentials for users: " + rows);
        }
        return visitor.open(URI.create(link.absUrl("href")));
    }

    /** The page that shows them is for the person, so it is forgotten. */
    private void getCredentials(Document choice) throws IOException {
        var page = visitor.submit(choice, Map.of("permission", "READ"));
        var given = page.select("#text-env").text();
        traces.secret("vended secret key", Traces.after(given, "AWS_SECRET_ACCESS_KEY"));
        traces.secret("vended session token", Traces.after(given, "AWS_SESSION_TOKEN"));
        visitor.takePages();
    }

    private void useCodeAgain() throws IOException {
        var back = visitor.addresses().stream()
                .filter(address -> address.getPath().equals("/signed-in"))
                .findFirst()
                .orElseThrow();
        traces.secret("authorization code", back.getQuery().replaceAll(".*code=([^&]+).*", "$1"));
        visitor.open(back);
    }

    private void cookie(String name, String value) {
        if (value.length() >= SHORTEST_COOKIE) {
            traces.secret("cookie " + name, value);
        }
    }
}
