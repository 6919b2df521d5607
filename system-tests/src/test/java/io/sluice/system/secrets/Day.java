package io.sluice.system.secrets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.system.DemoProcess;
import io.sluice.system.DemoProcess.Service;
import io.sluice.system.signin.CodeFlow;
import io.sluice.system.signin.CommandLine;
import io.sluice.system.signin.UserAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A day of people and programs with the demo, in which every kind of secret is used, and shown where it does not belong. */
final class Day {
    private static final String PERSON = "cleo.support";
    private static final String BUCKET = "shopfast-data-111122223333-us-east-1";
    private static final List<String> ROLES =
            List.of("storeProducerRole", "webAppClientRole", "redactionServiceRole", "grantsBrokerRole");

    private final DemoProcess demo;
    private final Path scratch;
    private final Secrets secrets = new Secrets();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<Path> keepers = new HashSet<>();
    private final List<String> pages = new ArrayList<>();

    Day(DemoProcess demo, Path scratch) {
        this.demo = demo;
        this.scratch = scratch;
    }

    void pass() throws Exception {
        shownToThePerson();
        configured();
        try (var client = HttpClient.newHttpClient()) {
            for (var role : ROLES) {
                metadata(client, role);
            }
            browse();
            tokens(client);
            presigned(client);
            commandLine();
        }
    }

    private void secret(String name, String value) {
        secrets.add(name, value);
        values.put(name, value);
    }

    private void shownToThePerson() throws IOException {
        secret("password", demo.shown("password +(\\S+)"));
        secret("administrator's secret key", demo.shown("AWS_SECRET_ACCESS_KEY=(\\S+)"));
    }

    private void configured() throws IOException {
        var environment = DemoProcess.environment(demo.process(Service.BROKER));
        secret("client secret", value(environment, "QUARKUS_OIDC_CREDENTIALS_SECRET"));
        secret("broker's secret", value(environment, "SLUICE_BROKER_SECRET"));
        for (var process : demo.processes()) {
            var own = DemoProcess.environment(process);
            if (own.contains("AWS_LAMBDA_RUNTIME_API=")) {
                secret("function's secret key " + process.pid(), value(own, "AWS_SECRET_ACCESS_KEY"));
                secret("function's session token " + process.pid(), value(own, "AWS_SESSION_TOKEN"));
            }
        }
        var master = demo.data().resolve("lake/master.key");
        secrets.add("master key", Files.readAllBytes(master));
        keepers.add(master);
        try (var files = Files.list(demo.data())) {
            files.filter(file -> file.getFileName().toString().startsWith("oidc-directory-"))
                    .forEach(keepers::add);
        }
    }

    private static String value(String text, String name) throws IOException {
        var found = Pattern.compile(name + "=(\\S+)").matcher(text);
        if (!found.find()) {
            throw new IOException("no " + name + " in " + text);
        }
        return found.group(1);
    }

    /** As the SDK of an instance asks. */
    private void metadata(HttpClient client, String role) throws Exception {
        var at = demo.address(Service.LAKE) + "/instances/" + role + "/latest/";
        var token = client.send(
                        HttpRequest.newBuilder(URI.create(at + "api/token"))
                                .PUT(BodyPublishers.noBody())
                                .header("x-aws-ec2-metadata-token-ttl-seconds", "600")
                                .build(),
                        BodyHandlers.ofString())
                .body();
        secret("metadata token of " + role, token);
        var json = client.send(
                        HttpRequest.newBuilder(URI.create(at + "meta-data/iam/security-credentials/" + role))
                                .header("x-aws-ec2-metadata-token", token)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        var keys = new ObjectMapper().readTree(json);
        secret("secret key of " + role, keys.get("SecretAccessKey").asText());
        secret("session token of " + role, keys.get("Token").asText());
    }

    /** Signs in, looks at everything, gets credentials, and signs in again with a code that was used. */
    private void browse() throws IOException {
        var visitor = new Visitor();
        var broker = demo.address(Service.BROKER);
        var rows = visitor.submit(visitor.open(broker), Map.of("username", PERSON, "password", values.get("password")));
        for (int tries = 0; rows.select("#rows").isEmpty() && tries < 10; tries++) {
            rows = visitor.open(broker);
        }
        var link = rows.select("#rows li:has(h2:contains(users)) a[href^=/access/]")
                .getFirst()
                .absUrl("href");
        var choice = visitor.open(URI.create(link));
        pages.addAll(visitor.takePages());
        var given = visitor.submit(choice, Map.of("permission", "READ"))
                .select("#text-env")
                .text();
        for (int tries = 0; given.isEmpty() && tries < 10; tries++) {
            given = visitor.submit(visitor.open(URI.create(link)), Map.of("permission", "READ"))
                    .select("#text-env")
                    .text();
        }
        visitor.takePages();
        secret("vended secret key", value(given, "AWS_SECRET_ACCESS_KEY"));
        secret("vended session token", value(given, "AWS_SESSION_TOKEN"));
        for (var page : List.of(
                "/", "/me", "/credentials", "/history", "/nowhere", "/api/me", "/api/credentials", "/q/metrics")) {
            visitor.open(broker.resolve(page));
        }
        var back = visitor.addresses().stream()
                .filter(address -> address.getPath().equals("/signed-in"))
                .findFirst()
                .orElseThrow();
        secret("authorization code", back.getQuery().replaceAll(".*code=([^&]+).*", "$1"));
        visitor.open(back);
        visitor.cookies().forEach((name, cookie) -> {
            if (cookie.length() >= 16) {
                secret("cookie " + name, cookie);
            }
        });
        pages.addAll(visitor.takePages());
    }

    /** Tokens, where they belong and where not. */
    private void tokens(HttpClient client) throws Exception {
        var issuer = demo.address(Service.PROVIDER);
        try (var agent = new UserAgent(issuer)) {
            var redirect = URI.create(demo.address(Service.BROKER) + "/signed-in");
            var flow = CodeFlow.broker(issuer, redirect, values.get("client secret"));
            var code = flow.code(agent, "sam.sales", values.get("password"));
            secret("another authorization code", code);
            var tokens =
                    flow.exchange(code, flow.verifier()).toSuccessResponse().toJSONObject();
            for (var name : List.of("access token", "id token", "refresh token")) {
                secret(name, tokens.getAsString(name.replace(' ', '_')));
            }
            flow.exchange(code, flow.verifier());
        }
        var redaction = demo.address(Service.REDACTION);
        for (var token : List.of("access token", "id token", "refresh token")) {
            get(client, redaction.resolve("/views/data-shield"), "Authorization", "Bearer " + values.get(token));
            get(client, redaction.resolve("/views/none"), "Authorization", "Bearer x" + values.get(token));
            get(
                    client,
                    demo.address(Service.BROKER).resolve("/api/access"),
                    "Authorization",
                    "Bearer " + values.get(token) + "x");
            get(
                    client,
                    demo.address(Service.BROKER).resolve("/?access_token=" + values.get(token)),
                    "Accept",
                    "text/html");
            get(
                    client,
                    demo.address(Service.LAKE)
                            .resolve("/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=s"
                                    + "&RoleArn=arn:aws:iam::111122223333:role/ShopFast-Sales&WebIdentityToken="
                                    + values.get(token)),
                    "Accept",
                    "*/*");
        }
    }

    private void get(HttpClient client, URI address, String field, String value) throws Exception {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header(field, value)
                .build();
        pages.add(client.send(request, BodyHandlers.ofString()).body());
    }

    /** A link that holds, and one that does not: its refusal tells what was signed. */
    private void presigned(HttpClient client) throws Exception {
        var keys = AwsBasicCredentials.create(
                demo.shown("AWS_ACCESS_KEY_ID=(\\S+)"), values.get("administrator's secret key"));
        try (var presigner = S3Presigner.builder()
                .endpointOverride(demo.address(Service.LAKE))
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .build()) {
            var link = presigner
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket(BUCKET).key("users/user_list")))
                    .url()
                    .toString();
            secret("presigned signature", link.replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
            get(client, URI.create(link), "Accept", "*/*");
            get(
                    client,
                    URI.create(link.replace("user_list", "other")),
                    "x-amz-security-token",
                    values.get("vended session token"));
            get(client, URI.create(link.replace("Expires=300", "Expires=x")), "Accept", "*/*");
        }
    }

    private void commandLine() throws Exception {
        var config = Files.writeString(scratch.resolve("credentials.yaml"), """
            profiles:
              users: {issuer: "%s", clientId: sluice-cli, role: "arn:aws:iam::111122223333:role/ShopFast-CustomerSupport",
                region: us-east-1, endpoint: "%s", target: "s3://%s/users*"}
            """.formatted(
                        demo.address(Service.PROVIDER), demo.address(Service.LAKE), BUCKET));
        var command = new CommandLine(scratch, config);
        var asked = command.withoutTerminal("--profile=users");
        var address = Pattern.compile("Open (\\S+)").matcher(asked.err());
        if (!address.find()) {
            throw new IOException("no address in " + asked.err());
        }
        try (var agent = new UserAgent(demo.address(Service.PROVIDER))) {
            pages.add(agent.confirmDevice(URI.create(address.group(1)), PERSON, values.get("password"))
                    .body());
            agent.cookies().forEach((name, cookie) -> secret("cookie " + name + " of another device", cookie));
        }
        var given = command.withoutTerminal("--profile=users");
        var keys = new ObjectMapper().readTree(given.out());
        secret("credentials command's secret key", keys.get("SecretAccessKey").asText());
        secret("credentials command's session token", keys.get("SessionToken").asText());
        pages.add(asked.err());
        pages.add(given.err());
        try (var files = Files.list(command.cache())) {
            files.forEach(this::cached);
        }
        keepers.addAll(printed());
    }

    private void cached(Path file) {
        try {
            keepers.add(file);
            var json = new ObjectMapper().readTree(file.toFile());
            if (json.hasNonNull("refreshToken")) {
                secret(
                        "credentials command's refresh token",
                        json.get("refreshToken").asText());
                secret("credentials command's id token", json.get("idToken").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the command handed to its caller, which is a pipe where it is not a test. */
    private List<Path> printed() throws IOException {
        try (var files = Files.walk(scratch)) {
            var all = files.filter(file -> file.endsWith("out")).toList();
            for (var file : all) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return all;
        }
    }

    Secrets secrets() {
        return secrets;
    }

    /** A line of a log that has a secret in it. */
    String plant(String name) {
        return "\n2026-11-28 INFO refreshed with " + values.get(name) + "\n";
    }

    /** The files that are there to keep secrets. */
    Set<Path> keepers() {
        return keepers;
    }

    List<String> pages() {
        return pages;
    }
}
