package io.sluice.system.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.system.LakeProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code sluice credentials}, with a real provider and the lake: who signs in gets what their department was granted. */
final class CredentialsIT {
    private static final String BUCKET = "shopfast-data-111122223333-us-east-1";
    private static final String USER_LIST = "users/user_list";

    private static DemoProvider provider;
    private static LakeProcess lake;
    private static Path config;

    @TempDir
    static Path shared;

    @TempDir
    Path scratch;

    private CommandLine command;

    @BeforeAll
    static void start() throws Exception {
        provider = DemoProvider.start(shared, List.of(URI.create("http://localhost:9605/")));
        var catalogue = Files.writeString(
                shared.resolve("catalogue.yaml"),
                Files.readString(Path.of("..", "catalogue.yaml"))
                        .replace("http://localhost:9601", provider.issuer().toString()));
        lake = LakeProcess.start(shared, "--catalogue=" + catalogue);
        try (var s3 = lake.s3(lake.administrator())) {
            s3.putObject(put -> put.bucket(BUCKET).key(USER_LIST), RequestBody.fromString("mary, sam"));
            s3.putObject(put -> put.bucket(BUCKET).key("products/list"), RequestBody.fromString("a chair"));
        }
        config = Files.writeString(shared.resolve("credentials.yaml"), """
                profiles:
                  users: {%1$s, target: "s3://%2$s/users*"}
                  feedback: {%1$s, target: "s3://%2$s/feedback*", permission: READWRITE}
                  too-much: {%1$s, target: "s3://%2$s/users*", permission: READWRITE}
                """.formatted(common(), BUCKET));
    }

    private static String common() {
        return "issuer: \"%s\", clientId: sluice-cli, role: \"arn:aws:iam::111122223333:role/ShopFast-CustomerSupport\","
                        .formatted(provider.issuer())
                + " region: us-east-1, endpoint: \"" + lake.endpoint() + "\"";
    }

    @AfterAll
    static void stop() {
        if (lake != null) {
            lake.close();
        }
        provider.close();
    }

    @BeforeEach
    void emptyCache() {
        assumeTrue(CommandLine.terminalsCanBeMade(), "this machine has no script(1) to make a terminal with");
        command = new CommandLine(scratch, config);
    }

    @Test
    void aPersonSignsInWithABrowserAndReadsWhatTheDepartmentWasGranted() throws Exception {
        var call = command.atTerminal("--profile=users");
        signInWithBrowser(call.address());
        var result = call.end();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(call.shown())
                .contains("Signed in as cleo.support@shopfast.example.")
                .doesNotContain("eyJ");
        try (var s3 = lake.s3(credentials(result.out()))) {
            assertThat(read(s3, USER_LIST)).isEqualTo("mary, sam");
            refused(s3, "products/list");
            assertThatThrownBy(() -> s3.putObject(put -> put.bucket(BUCKET).key(USER_LIST), RequestBody.fromString("")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void theSdkAndTheAwsCliRunTheCommand() throws Exception {
        signIn();

        try (var given = ProcessCredentialsProvider.builder()
                        .command(command.words("--profile=users"))
                        .build();
                var s3 = lake.s3(given.resolveCredentials())) {
            assertThat(read(s3, USER_LIST)).isEqualTo("mary, sam");
            refused(s3, "products/list");
        }
        assertThat(awsCli("s3api", "get-object", "--bucket", BUCKET, "--key", USER_LIST, scratch + "/got"))
                .isZero();
        assertThat(scratch.resolve("got")).hasContent("mary, sam");
        assertThat(awsCli("s3api", "get-object", "--bucket", BUCKET, "--key", "products/list", scratch + "/not"))
                .isNotZero();
    }

    @Test
    void withoutATerminalTheErrorHasTheAddressAndTheNextCallGoesOn() throws Exception {
        var refused = command.withoutTerminal("--profile=users");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        var address = java.util.regex.Pattern.compile("Open (\\S+)").matcher(refused.err());
        assertThat(address.find()).as(refused.err()).isTrue();

        signInOnOtherDevice(URI.create(address.group(1)));
        var given = command.withoutTerminal("--profile=users");

        assertThat(given.exit()).as(given.err()).isZero();
        try (var s3 = lake.s3(credentials(given.out()))) {
            assertThat(read(s3, USER_LIST)).isEqualTo("mary, sam");
        }
    }

    @Test
    void aPersonSignsInOnAnotherDevice() throws Exception {
        var call = command.atTerminal("--profile=users", "--device");
        signInOnOtherDevice(call.address());
        var result = call.end();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(credentials(result.out())).isNotNull();
    }

    @Test
    void callsSideBySideAskOnce() throws Exception {
        var first = command.atTerminal("--profile=users");
        var address = first.address();
        var others = List.of(command.atTerminal("--profile=users"), command.atTerminal("--profile=feedback"));
        signInWithBrowser(address);

        var result = first.end();
        assertThat(result.exit()).as(result.err()).isZero();
        for (var other : others) {
            assertThat(other.end().exit()).isZero();
            assertThat(other.shown()).doesNotContain("http");
        }
        assertThat(others.get(0).end().out()).isEqualTo(result.out());
        assertThat(others.get(1).end().out()).isNotEqualTo(result.out());
    }

    @Test
    void anExpiredTokenIsRenewedWithoutThePerson() throws Exception {
        signIn();
        var before = cached("sign-in-");
        Files.writeString(before, changed(before, "expires", "2026-01-01T00:00:00Z"));
        Files.delete(cached("credentials-"));

        var result = command.withoutTerminal("--profile=users");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readString(cached("sign-in-"))).doesNotContain("2026-01-01T");
    }

    @Test
    void credentialsNearTheirEndAreRenewedAndOthersAreNot() throws Exception {
        var first = signIn();
        assertThat(command.withoutTerminal("--profile=users").out()).isEqualTo(first);

        var file = cached("credentials-");
        Files.writeString(
                file,
                changed(
                        file,
                        "expiration",
                        java.time.Instant.now().plusSeconds(300).toString()));

        assertThat(command.withoutTerminal("--profile=users").out()).isNotEqualTo(first);
    }

    @Test
    void whatTheDepartmentWasNotGrantedIsRefusedInAwsWords() throws Exception {
        signIn();

        var result = command.withoutTerminal("--profile=too-much");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("AccessDenied", "You do not have READWRITE permissions to the requested S3 Prefix")
                .doesNotContain("eyJ");
    }

    @Test
    void anotherDepartmentsRoleIsRefused() throws Exception {
        var call = command.atTerminal("--profile=users");
        signInWithBrowser(call.address(), People.HANA);
        var result = call.end();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("AccessDenied", "sts:AssumeRoleWithWebIdentity");
    }

    @Test
    void signOutForgetsEverything() throws Exception {
        signIn();
        var refreshToken = new ObjectMapper()
                .readTree(cached("sign-in-").toFile())
                .get("refreshToken")
                .asText();

        assertThat(command.withoutTerminal("--profile=users", "--sign-out").out())
                .startsWith("Signed out.");

        assertThat(command.withoutTerminal("--profile=users").exit()).isEqualTo(1);
        assertThat(cachedNames()).noneMatch(name -> name.startsWith("credentials-") && name.endsWith(".json"));
        var again = CodeFlow.commandLine(provider.issuer())
                .refresh(new com.nimbusds.oauth2.sdk.token.RefreshToken(refreshToken));
        assertThat(again.indicatesSuccess()).as("the provider takes the token").isFalse();
    }

    @Test
    void tokensAndCredentialsAreForTheOwnerAlone() throws Exception {
        signIn();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(command.cache())))
                .isEqualTo("rwx------");
        try (var files = Files.list(command.cache())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        Files.setPosixFilePermissions(command.cache(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(command.withoutTerminal("--profile=users").err()).contains("chmod 700");
    }

    private String signIn() throws Exception {
        var call = command.atTerminal("--profile=users");
        signInWithBrowser(call.address());
        var result = call.end();
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    private static void signInWithBrowser(URI address) throws Exception {
        signInWithBrowser(address, People.CLEO);
    }

    private static void signInWithBrowser(URI address, People person) throws Exception {
        try (var agent = new UserAgent(provider.issuer());
                var client = HttpClient.newHttpClient()) {
            var back = agent.submit(
                    agent.get(address), Map.of("username", person.userName(), "password", person.password()));
            var strange = URI.create(back.address().toString().replaceAll("state=[^&]*", "state=another"));
            assertThat(status(client, strange))
                    .as("an answer with another state")
                    .isEqualTo(400);
            assertThat(status(client, back.address())).isEqualTo(200);
        }
    }

    private static int status(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static void signInOnOtherDevice(URI address) throws Exception {
        try (var agent = new UserAgent(provider.issuer())) {
            assertThat(agent.confirmDevice(address, People.CLEO).body()).contains("You are signed in");
        }
    }

    private static AwsCredentials credentials(String out) throws Exception {
        assertThat(out.lines()).hasSize(1);
        var json = new ObjectMapper().readTree(out);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration");
        assertThat(json.get("Version").asInt()).isEqualTo(1);
        return AwsSessionCredentials.create(
                json.get("AccessKeyId").asText(),
                json.get("SecretAccessKey").asText(),
                json.get("SessionToken").asText());
    }

    private static String read(S3Client s3, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void refused(S3Client s3, String key) {
        assertThatThrownBy(() -> read(s3, key))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    private int awsCli(String... arguments) throws Exception {
        var aws = Files.writeString(
                scratch.resolve("aws-config"),
                "[profile users]\nregion = us-east-1\nendpoint_url = %s\ns3 =\n  addressing_style = path\ncredential_process = %s\n"
                        .formatted(lake.endpoint(), String.join(" ", command.words("--profile=users"))));
        var line = new java.util.ArrayList<>(List.of("aws", "--profile=users"));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("aws.txt").toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment().put("AWS_CONFIG_FILE", aws.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path cached(String prefix) throws Exception {
        try (var files = Files.newDirectoryStream(command.cache(), prefix + "*.json")) {
            return files.iterator().next();
        }
    }

    private List<String> cachedNames() throws Exception {
        try (var files = Files.list(command.cache())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String changed(Path file, String member, String value) throws Exception {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.has(member)).isTrue();
        return ((ObjectNode) json).put(member, value).toString();
    }
}
