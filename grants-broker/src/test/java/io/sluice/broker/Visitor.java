package io.sluice.broker;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser without scripts: keeps cookies, follows redirects, sends forms, and remembers where it was led. */
final class Visitor {
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"(/login[^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String broker;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private final List<URI> been = new ArrayList<>();
    private final List<String> setCookies = new ArrayList<>();

    Visitor(String broker) {
        this.broker = broker;
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Signed in at the provider and back on a page of the broker. */
    Visitor signIn(String user) {
        Answer back = retried(trySignIn(user), () -> get("/"));
        if (back.status() != 200) {
            throw new IllegalStateException(back.status() + " " + back.url() + " " + back.body());
        }
        return this;
    }

    /** What the broker says to what the provider gave. */
    Answer trySignIn(String user) {
        Answer form = get("/");
        return post(form.url().resolve(unescaped(found(ACTION, form.body()))), Map.of("user", user));
    }

    record Answer(int status, URI url, Map<String, List<String>> headers, String body) {
        String csrf() {
            return found(CSRF, body);
        }

        String header(String name) {
            return String.join("\n", headers.getOrDefault(name, List.of()));
        }
    }

    List<URI> been() {
        return been;
    }

    /** What the broker set, as it was sent. */
    List<String> setCookies() {
        return setCookies;
    }

    List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** Has the other one's cookies from now on. */
    void steal(Visitor other) {
        other.cookies
                .getCookieStore()
                .getURIs()
                .forEach(uri -> other.cookies
                        .getCookieStore()
                        .get(uri)
                        .forEach(cookie -> cookies.getCookieStore().add(uri, cookie)));
    }

    Answer get(String path) {
        return follow(HttpRequest.newBuilder(URI.create(broker).resolve(path)).GET());
    }

    /** Without following. */
    Answer look(String path) {
        return send(HttpRequest.newBuilder(URI.create(broker).resolve(path)).GET());
    }

    Answer post(String path, Map<String, String> fields) {
        return post(URI.create(broker).resolve(path), fields);
    }

    /** The address of a line of the person's access. */
    String entry(String dataSet, String may) {
        return found(
                Pattern.compile("(/access/[A-Za-z0-9_-]+)\">Get credentials<span class=\"unseen\"> for " + dataSet
                        + ", " + may + "<"),
                retried(get("/"), () -> get("/")).body());
    }

    /** Fills in the form for credentials and sends it. */
    Answer credentials(String dataSet, String may, Map<String, String> filledIn) {
        String entry = entry(dataSet, may);
        Map<String, String> fields = new HashMap<>(Map.of("permission", "READ", "minutes", "60", "below", ""));
        fields.put("csrf", get(entry).csrf());
        fields.putAll(filledIn);
        return retried(post(entry, fields), () -> post(entry, fields));
    }

    /** Does what the page says where something was too busy to answer. */
    private static Answer retried(Answer first, Supplier<Answer> again) {
        Answer answer = first;
        for (int times = 0; answer.status() == 503 && times < 5; times++) {
            answer = again.get();
        }
        return answer;
    }

    private Answer post(URI url, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return follow(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** What a script of the page would send. */
    Answer json(String path, String body, String csrf) {
        return send(HttpRequest.newBuilder(URI.create(broker).resolve(path))
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", csrf)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer follow(HttpRequest.Builder first) {
        Answer answer = send(first);
        for (int hops = 0; answer.status() / 100 == 3 && hops < 10; hops++) {
            answer = send(HttpRequest.newBuilder(answer.url().resolve(answer.header("location")))
                    .GET());
        }
        return answer;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            been.add(answer.uri());
            if (answer.uri().getPort() == URI.create(broker).getPort()) {
                setCookies.addAll(answer.headers().allValues("set-cookie"));
            }
            return new Answer(
                    answer.statusCode(), answer.uri(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String found(Pattern what, String in) {
        Matcher matcher = what.matcher(in);
        if (!matcher.find()) {
            throw new IllegalStateException(what + " is not in " + in);
        }
        return matcher.group(1);
    }

    static String unescaped(String html) {
        return html.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
