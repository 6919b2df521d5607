package io.sluice.system.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/**
 * A browser without a screen and without scripts: it keeps cookies, follows redirects as long as they stay at one server, and fills in
 * forms.
 */
public final class UserAgent implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int REDIRECTS = 20;
    private static final int DEVICE_STEPS = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String authority;

    /** @param server any address of the server that this talks to */
    public UserAgent(URI server) {
        authority = server.getAuthority();
    }

    /** Where it arrived: a page of the server, or the address elsewhere that the server sent it to, which is not fetched. */
    public record Page(URI address, int status, String body) {
        public Document document() {
            return Jsoup.parse(body, address.toString());
        }

        /** The parameters of the address, decoded. */
        public Map<String, String> parameters() {
            return com.nimbusds.oauth2.sdk.util.URLUtils.parseParameters(address.getRawQuery()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().getFirst()));
        }
    }

    public Page get(URI address) throws IOException, InterruptedException {
        return follow(HttpRequest.newBuilder(address), address);
    }

    /** Fills in the first form of the page that has all these fields, and sends it. */
    public Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
        var form = page.document().forms().stream()
                .filter(f -> fields.keySet().stream().allMatch(name -> has(f, name)))
                .findFirst()
                .orElseThrow(() -> new IOException("no form with " + fields.keySet() + " at " + page.address() + " ("
                        + page.status() + "): " + page.document().text()));
        fields.forEach((name, value) -> form.select("[name=" + name + "]").forEach(element -> element.val(value)));
        return send(page, form);
    }

    /** Goes through everything that an address for another device asks: sign-in, the code, and consent to all of it. */
    public Page confirmDevice(URI address, People person) throws IOException, InterruptedException {
        return confirmDevice(address, person.userName(), person.password());
    }

    public Page confirmDevice(URI address, String userName, String password) throws IOException, InterruptedException {
        var page = get(address);
        for (int step = 0; step < DEVICE_STEPS && !page.document().forms().isEmpty(); step++) {
            var form = page.document().forms().getFirst();
            if (has(form, "password")) {
                page = submit(page, Map.of("username", userName, "password", password));
            } else {
                form.select("input[type=checkbox]").forEach(box -> box.attr("checked", true));
                // jsoup sends no submit button; Keycloak wants to see which was pressed.
                form.select("input[type=submit][name=accept]").forEach(button -> button.attr("type", "hidden"));
                form.select("input[type=submit]").remove();
                page = send(page, form);
            }
        }
        return page;
    }

    /** The cookies that it has now. */
    public Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    private Page send(Page page, FormElement form) throws IOException, InterruptedException {
        var action = form.attr("action");
        var target = action.isEmpty() ? page.address() : page.address().resolve(action);
        var body = form.formData().stream()
                .map(field -> URLEncoder.encode(field.key(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return follow(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                target);
    }

    private static boolean has(FormElement form, String name) {
        return form.elements().stream().anyMatch(e -> e.attr("name").equals(name));
    }

    private Page follow(HttpRequest.Builder first, URI start) throws IOException, InterruptedException {
        var request = first;
        var address = start;
        for (int hop = 0; hop < REDIRECTS; hop++) {
            var answer = send(request, address);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(address, answer.statusCode(), answer.body());
            }
            address = address.resolve(location.get());
            if (!authority.equals(address.getAuthority())) {
                return new Page(address, answer.statusCode(), "");
            }
            request = HttpRequest.newBuilder(address);
        }
        throw new IOException("more than " + REDIRECTS + " redirects from " + start);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, URI address)
            throws IOException, InterruptedException {
        request.uri(address).timeout(LIMIT).header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
