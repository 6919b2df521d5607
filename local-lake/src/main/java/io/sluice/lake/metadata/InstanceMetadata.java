package io.sluice.lake.metadata;

import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Handler;
import io.sluice.lake.http.Headers;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The instance metadata service of one instance, version 2 only: a token must be fetched by {@code PUT} first and come with every
 * request, so that neither a forwarded request nor a link can read credentials. From
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">how IMDSv2 works</a>.
 *
 * <p>Answers paths below {@code /latest/}, or below {@code /instances/ROLE/latest/} for clients that are told so.
 */
public final class InstanceMetadata implements Handler {
    /** What comes before {@code /latest/} where one lake serves several instances. */
    public static final Pattern INSTANCE_PATH = Pattern.compile("/instances/(?<role>[\\w+=,.@-]{1,64})(?=/latest/)");

    private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "x-aws-ec2-metadata-token";
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,4}");
    private static final int LONGEST = 21_600;

    private final Instance instance;
    private final MetadataTokens tokens;

    /**
     * The metadata of an instance that runs under a role.
     *
     * @param region where it says to be
     */
    public InstanceMetadata(Principals principals, Role role, String region, Clock clock) {
        instance = new Instance(principals, role, region, clock);
        tokens = new MetadataTokens(instance.id(), clock);
    }

    /** What the instance calls itself, and the session of its role. */
    public String instanceId() {
        return instance.id();
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        var head = exchange.head();
        var path = INSTANCE_PATH.matcher(head.rawPath()).replaceFirst("");
        if (!path.startsWith("/latest/")) {
            answer(exchange, 404, "", new Headers());
            return;
        }
        switch (head.method()) {
            case "PUT" -> token(exchange, path);
            case "GET", "HEAD" -> document(exchange, path.substring("/latest/".length()));
            default -> answer(exchange, 405, "", new Headers());
        }
    }

    private void token(Exchange exchange, String path) throws IOException {
        var headers = exchange.head().headers();
        if (!path.equals("/latest/api/token")) {
            answer(exchange, 405, "", new Headers());
        } else if (headers.has("x-forwarded-for")) {
            // A proxy that lets anybody through to this address is what version 2 is there to stop.
            answer(exchange, 403, "", new Headers());
        } else {
            var life = headers.first(TTL).flatMap(InstanceMetadata::seconds);
            if (life.isEmpty()) {
                answer(exchange, 400, "", new Headers());
            } else {
                var told = new Headers().add(TTL, Long.toString(life.get().toSeconds()));
                answer(exchange, 200, tokens.issue(life.get()), told);
            }
        }
    }

    private static Optional<Duration> seconds(String text) {
        return SECONDS.matcher(text).matches() && Integer.parseInt(text) <= LONGEST
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(text)))
                : Optional.empty();
    }

    private void document(Exchange exchange, String path) throws IOException {
        if (!exchange.head().headers().first(TOKEN).map(tokens::holds).orElse(false)) {
            answer(exchange, 401, "", new Headers());
            return;
        }
        var document = instance.document(path);
        answer(exchange, document.isPresent() ? 200 : 404, document.orElse(""), new Headers());
    }

    private static void answer(Exchange exchange, int status, String text, Headers headers) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        headers.add("Content-Type", "text/plain").add("Server", "EC2ws");
        try (var body = exchange.respond(status, headers, bytes.length)) {
            if (!exchange.head().method().equals("HEAD")) {
                body.write(bytes);
            }
        }
    }
}
