package io.sluice.system.secrets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.system.DemoProcess;
import io.sluice.system.DemoProcess.Service;
import io.sluice.system.signin.CommandLine;
import io.sluice.system.signin.UserAgent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A person with {@code sluice credentials}, signed in on another device. */
final class CommandUse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoProcess demo;
    private final Path scratch;
    private final Traces traces;

    CommandUse(DemoProcess demo, Path scratch, Traces traces) {
        this.demo = demo;
        this.scratch = scratch;
        this.traces = traces;
    }

    void pass(String person) throws Exception {
        var command = new CommandLine(scratch, config());
        var asked = command.withoutTerminal("--profile=users");
        traces.page(asked.err());
        confirm(asked.err(), person);
        var given = command.withoutTerminal("--profile=users");
        traces.page(given.err());
        var keys = JSON.readTree(given.out());
        traces.secret(
                "credentials command's secret key", keys.get("SecretAccessKey").asText());
        traces.secret(
                "credentials command's session token", keys.get("SessionToken").asText());
        for (var file : below(command.cache())) {
            cached(file);
        }
        below(scratch).stream().filter(file -> file.endsWith("out")).forEach(traces::handed);
    }

    private Path config() throws IOException {
        return Files.writeString(scratch.resolve("credentials.yaml"), """
            profiles:
              users: {issuer: "%s", clientId: sluice-cli, role: "arn:aws:iam::111122223333:role/ShopFast-CustomerSupport",
                region: us-east-1, endpoint: "%s", target: "s3://%s/users*"}
            """.formatted(
                        demo.address(Service.PROVIDER), demo.address(Service.LAKE), Day.BUCKET));
    }

    private void confirm(String asked, String person) throws Exception {
        var address = Pattern.compile("Open (\\S+)").matcher(asked);
        if (!address.find()) {
            throw new IOException("no address in " + asked);
        }
        try (var agent = new UserAgent(demo.address(Service.PROVIDER))) {
            traces.page(agent.confirmDevice(URI.create(address.group(1)), person, traces.value("password"))
                    .body());
            agent.cookies().forEach((name, cookie) -> traces.secret("cookie " + name + " of another device", cookie));
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void cached(Path file) throws IOException {
        traces.keeper(file);
        var json = JSON.readTree(file.toFile());
        if (json.hasNonNull("refreshToken")) {
            traces.secret(
                    "credentials command's refresh token",
                    json.get("refreshToken").asText());
            traces.secret("credentials command's id token", json.get("idToken").asText());
        }
    }
}
