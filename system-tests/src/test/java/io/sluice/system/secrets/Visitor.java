package io.sluice.system.secrets;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A browser without scripts that remembers all it was sent: pages, cookies, and the addresses that it was sent on to. */
final class Visitor {
    private static final int HOPS = 12;
    private static final int LIMIT_MILLIS = 60_000;

    private final Connection session = Jsoup.newSession()
            .timeout(LIMIT_MILLIS)
            .followRedirects(false)
            .ignoreHttpErrors(true)
            .ignoreContentType(true);
    private final List<String> pages = new ArrayList<>();
    private final List<URI> addresses = new ArrayList<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Document open(URI address) throws IOException {
        return follow(session.newRequest(address.toString()));
    }

    /** Fills these fields into the form that has them all. */
    Document submit(Document page, Map<String, String> fields) throws IOException {
        var form = page.forms().stream()
                .filter(each -> fields.keySet().stream()
                        .noneMatch(name -> field(each, name).isEmpty()))
                .findFirst()
                .orElseThrow(() -> new IOException("no form with " + fields.keySet() + " in " + page));
        fields.forEach((name, value) -> form.select(selector(name)).val(value));
        var target = form.absUrl("action").isEmpty() ? page.location() : form.absUrl("action");
        return follow(session.newRequest(target).method(Connection.Method.POST).data(form.formData()));
    }

    private static List<?> field(FormElement form, String name) {
        return form.select(selector(name));
    }

    private static String selector(String name) {
        return "[name=" + name + "]";
    }

    private Document follow(Connection first) throws IOException {
        var response = take(first);
        for (int hop = 0; hop < HOPS && response.hasHeader("Location"); hop++) {
            var next = URI.create(response.url().toString()).resolve(response.header("Location"));
            addresses.add(next);
            response = take(session.newRequest(next.toString()));
        }
        return response.parse();
    }

    private Connection.Response take(Connection request) throws IOException {
        var response = request.execute();
        cookies.putAll(response.cookies());
        pages.add(response.body());
        return response;
    }

    /** The bodies of all answers so far; they are forgotten then. */
    List<String> takePages() {
        var all = List.copyOf(pages);
        pages.clear();
        return all;
    }

    List<URI> addresses() {
        return addresses;
    }

    Map<String, String> cookies() {
        return cookies;
    }
}
