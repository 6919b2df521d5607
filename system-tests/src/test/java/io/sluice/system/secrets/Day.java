package io.sluice.system.secrets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.system.DemoProcess;
import io.sluice.system.DemoProcess.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A day of people and programs with the demo, in which every kind of secret is used, and shown where it does not belong. */
final class Day {
    static final String BUCKET = "shopfast-data-111122223333-us-east-1";

    private static final String PERSON = "cleo.support";
    private static final List<String> ROLES =
            List.of("storeProducerRole", "webAppClientRole", "redactionServiceRole", "grantsBrokerRole");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoProcess demo;
    private final Path scratch;
    private final Traces traces = new Traces();

    Day(DemoProcess demo, Path scratch) {
        this.demo = demo;
        this.scratch = scratch;
    }

    /** What it left. */
    Traces pass() throws Exception {
        shownToThePerson();
        configured();
        ofFunctions();
        stored();
        try (var client = HttpClient.newHttpClient()) {
            for (var role : ROLES) {
                metadata(client, role);
            }
            new BrokerVisit(demo.address(Service.BROKER), traces).pass(PERSON);
            new Bearer(demo, client, traces).pass();
        }
        new CommandUse(demo, scratch, traces).pass(PERSON);
        return traces;
    }

    private void shownToThePerson() throws IOException {
        traces.secret("password", demo.shown("password +(\\S+)"));
        traces.secret("administrator's secret key", demo.shown("AWS_SECRET_ACCESS_KEY=(\\S+)"));
    }

    private void configured() throws IOException {
        var environment = DemoProcess.environment(demo.process(Service.BROKER));
        traces.secret("client secret", Traces.after(environment, "QUARKUS_OIDC_CREDENTIALS_SECRET"));
        traces.secret("broker's secret", Traces.after(environment, "SLUICE_BROKER_SECRET"));
    }

    private void ofFunctions() throws IOException {
        for (var process : demo.processes()) {
            var own = DemoProcess.environment(process);
            if (own.contains("AWS_LAMBDA_RUNTIME_API=")) {
                traces.secret("function's secret key " + process.pid(), Traces.after(own, "AWS_SECRET_ACCESS_KEY"));
                traces.secret("function's session token " + process.pid(), Traces.after(own, "AWS_SESSION_TOKEN"));
            }
        }
    }

    private void stored() throws IOException {
        var master = demo.data().resolve("lake/master.key");
        traces.secret("master key", Files.readAllBytes(master));
        traces.keeper(master);
        // It lies among the temporary files where the clone does; what it may show has a test of its own.
        traces.handed(demo.terminalFile());
        try (var files = Files.list(demo.data())) {
            files.filter(file -> file.getFileName().toString().startsWith("oidc-directory-"))
                    .forEach(traces::keeper);
        }
    }

    /** As the SDK of an instance asks. */
    private void metadata(HttpClient client, String role) throws Exception {
        var at = demo.address(Service.LAKE) + "/instances/" + role + "/latest/";
        var token = body(
                client,
                HttpRequest.newBuilder(URI.create(at + "api/token"))
                        .PUT(BodyPublishers.noBody())
                        .header("x-aws-ec2-metadata-token-ttl-seconds", "600"));
        traces.secret("metadata token of " + role, token);
        var json = body(
                client,
                HttpRequest.newBuilder(URI.create(at + "meta-data/iam/security-credentials/" + role))
                        .header("x-aws-ec2-metadata-token", token));
        var keys = JSON.readTree(json);
        traces.secret("secret key of " + role, keys.get("SecretAccessKey").asText());
        traces.secret("session token of " + role, keys.get("Token").asText());
    }

    private static String body(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
