package io.sluice.system.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.system.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Keycloak on a free port of 127.0.0.1, with the people and clients of {@link KeycloakRealm}. The build unpacks it into
 * {@code target}; its own build step (tens of seconds) is done once for a checkout, a start takes about twenty seconds on an idle
 * machine. So there is one for all tests of a run: {@link #shared()}. It ends with this JVM.
 */
public final class Keycloak implements IdentityProvider {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(4);
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final String ADMINISTRATOR = "administrator";
    private static final String PASSWORD = "for-tests-alone";

    private static Keycloak shared;

    private final URI base;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Keycloak(URI base, Process process) {
        this.base = base;
        this.process = process;
    }

    /** The one of this JVM, started when it is first asked for. */
    public static synchronized Keycloak shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop Keycloak"));
        }
        return shared;
    }

    private static Keycloak start() throws IOException, InterruptedException {
        var home = home();
        build(home);
        var realm = home.resolve("data/import/" + KeycloakRealm.NAME + "-realm.json");
        Files.createDirectories(realm.getParent());
        Files.writeString(realm, KeycloakRealm.json());
        int port = Ports.free();
        var base = URI.create("http://localhost:" + port);
        var process = command(
                home,
                "start",
                List.of(
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=" + base));
        var keycloak = new Keycloak(base, process);
        keycloak.awaitReady(home);
        return keycloak;
    }

    private static Path home() throws IOException {
        try (var folders = Files.newDirectoryStream(Path.of("target"), "keycloak-*")) {
            for (var folder : folders) {
                return folder.toAbsolutePath();
            }
        }
        throw new IOException("there is no Keycloak in target; run the tests by ./mvnw verify, which unpacks it");
    }

    /** What Keycloak wants to know before it starts: a database in memory, and no cluster, so that it listens nowhere else. */
    private static void build(Path home) throws IOException, InterruptedException {
        var done = home.resolve("built");
        if (Files.exists(done)) {
            return;
        }
        var build = command(
                home,
                "build",
                List.of(
                        "--db=dev-mem",
                        "--cache=local",
                        "--features-disabled=authorization,admin-fine-grained-authz,kerberos"));
        if (!build.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            end(build);
            throw new IOException("Keycloak's build did not end within " + BUILD_LIMIT);
        }
        if (build.exitValue() != 0) {
            throw new IOException("Keycloak's build failed: " + Files.readString(home.resolve("build.log")));
        }
        Files.createFile(done);
    }

    private static Process command(Path home, String name, List<String> arguments) throws IOException {
        var line = new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString(), name));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("KC_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        return builder.start();
    }

    private void awaitReady(Path home) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                close();
                throw new IOException("Keycloak does not answer: " + Files.readString(home.resolve("start.log")));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public URI issuer() {
        return URI.create(base + "/realms/" + KeycloakRealm.NAME);
    }

    /** Signs with another key from now on, and still publishes the one before. */
    public void rotateKeys() throws IOException, InterruptedException {
        var realm = administer("GET", "", "").get("id").asText();
        var provider = json.createObjectNode()
                .put("name", "rotated " + System.nanoTime())
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider")
                .put("parentId", realm);
        var priority = Long.toString(System.nanoTime());
        provider.putObject("config")
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "priority", json.createArrayNode().add(priority))
                .set("algorithm", json.createArrayNode().add("RS256"));
        administer("POST", "/components", provider.toString());
    }

    /** Where the provider tells the confidential client that somebody has signed out. */
    public void backChannelLogout(URI address) throws IOException, InterruptedException {
        var broker = administer("GET", "/clients?clientId=" + DemoProvider.BROKER, "")
                .get(0);
        var attributes = (com.fasterxml.jackson.databind.node.ObjectNode) broker.get("attributes");
        attributes.put("backchannel.logout.url", address.toString()).put("backchannel.logout.session.required", "true");
        administer("PUT", "/clients/" + broker.get("id").asText(), broker.toString());
    }

    private JsonNode administer(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/admin/realms/" + KeycloakRealm.NAME + path))
                .header("Authorization", "Bearer " + administrator())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return answer(request);
    }

    private String administrator() throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=admin-cli&username=" + ADMINISTRATOR + "&password=" + PASSWORD;
        return answer(HttpRequest.newBuilder(URI.create(base + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build())
                .get("access_token")
                .asText();
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    /** The demo's catalogue, for this issuer and the ids that it gives people. */
    public String catalogue() throws IOException {
        var text =
                Files.readString(Path.of("..", "catalogue.yaml")).replace("http://localhost:9601", issuer().toString());
        for (var person : People.values()) {
            var user = "  - name: " + person.userName() + "\n";
            if (!text.contains(user)) {
                throw new IOException("the demo's catalogue does not know " + person.userName());
            }
            text = text.replace(user, user + "    subject: " + person.id() + "\n");
        }
        return text;
    }

    @Override
    public void close() {
        end(process);
        client.close();
    }

    /** The script passes the signal on to its Java. */
    private static void end(Process process) {
        var started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                started.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while Keycloak was stopping", interrupted));
        }
    }
}
