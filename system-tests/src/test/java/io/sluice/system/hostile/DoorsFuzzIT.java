package io.sluice.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.system.DemoProcess;
import io.sluice.system.DemoProcess.Service;
import io.sluice.system.signin.CodeFlow;
import io.sluice.system.signin.UserAgent;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Broken requests and tokens at the doors for people: the redaction service, the broker, and the lake's web identity. */
final class DoorsFuzzIT {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final List<String> HTTP = List.of(
            "\r\n",
            "\r\n\r\n",
            "\n",
            ":",
            " ",
            "%",
            "%00",
            "%2e%2e/",
            "../",
            "//",
            "?",
            "#",
            "\0",
            "\u00ff",
            "HTTP/1.0",
            "HTTP/2.0",
            "HEAD ",
            "OPTIONS ",
            "CONNECT ",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "Content-Length: 9\r\n",
            "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Expect: 100-continue\r\n",
            "Upgrade: h2c\r\n",
            "Upgrade: websocket\r\n",
            "Range: bytes=0-5\r\n",
            "Range: bytes=9-1,-,5-\r\n",
            "If-None-Match: \"\r\n",
            "Accept-Encoding: gzip\r\n",
            "partNumber=0",
            "versionId=x",
            "Cookie: q_session=a.b.c; q_auth_x=y\r\n",
            "Origin: null\r\n",
            "X-Forwarded-Host: evil\r\n",
            "Content-Type: multipart/form-data; boundary=\"\r\n",
            "--x\r\nContent-Disposition: form-data\r\n",
            "<script>",
            "{",
            "&",
            "=");
    private static final List<String> TOKENS = List.of(
            ".",
            "..",
            "eyJhbGciOiJub25lIn0",
            "eyJhbGciOiJIUzI1NiJ9",
            "=",
            "-",
            "_",
            "A",
            "AAAA",
            "\u00ff",
            "%",
            " ",
            "null",
            encoded("{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\"}"),
            encoded("{\"alg\":\"RS256\",\"crit\":[\"x\"]}"),
            encoded("{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/\"}"),
            encoded("[".repeat(4_000)),
            encoded("{\"exp\":1e999}"));

    private static DemoProcess demo;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        demo = DemoProcess.shared();
        token = signIn();
    }

    /** The access token of somebody who may read the view. */
    private static String signIn() throws Exception {
        var page = demo.address(Service.BROKER) + "/signed-in";
        var secret = Arrays.stream(
                        DemoProcess.environment(demo.process(Service.BROKER)).split("\n"))
                .filter(line -> line.startsWith("QUARKUS_OIDC_CREDENTIALS_SECRET="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        var issuer = demo.address(Service.PROVIDER);
        try (var agent = new UserAgent(issuer)) {
            var flow = CodeFlow.broker(issuer, URI.create(page), secret);
            var code = flow.code(agent, "sam.sales", demo.shown("password +(\\S+)"));
            return flow.exchange(code, flow.verifier())
                    .toSuccessResponse()
                    .getTokens()
                    .getAccessToken()
                    .getValue();
        }
    }

    @AfterEach
    void doorsServeAsBefore() throws IOException {
        var health = Raw.bytes("GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
        witness(Service.REDACTION).check(health, 200);
        witness(Service.BROKER).check(health, 200);
    }

    static Witness witness(Service service) {
        var process = demo.process(service);
        // 501 and 505 are HTTP's own words for what is not there.
        return new Witness(
                service.name(), demo.address(service), process.pid(), demo.log(service), 256, Set.of(501, 505));
    }

    private static String view(String bearer) {
        return "GET /views/data-shield HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + bearer + "\r\n\r\n";
    }

    @Test
    void brokenHeadAtTheRedactionServiceReadsNoPrice() throws IOException {
        var witness = witness(Service.REDACTION);
        assertThat(ask(Service.REDACTION, view(token)))
                .get()
                .extracting(Raw.Answer::status)
                .isEqualTo(200);
        new Fuzz().run("redaction heads", random -> {
            var answer = ask(Service.REDACTION, new Mutation(random, HTTP).of(Raw.bytes(view(token))));
            answer.ifPresent(came -> assertThat(came.text()).doesNotContain("\"price\"", "\tat "));
            return answer.map(witness::answered).orElse("closed");
        });
    }

    @Test
    void brokenTokenOpensNothing() {
        new Fuzz().run("tokens", random -> {
            var broken = token(random);
            var same = Arrays.equals(decoded(broken), decoded(token));
            return switch (random.nextInt(3)) {
                case 0 -> opened(Service.REDACTION, ask(Service.REDACTION, view(broken)), same);
                case 1 ->
                    opened(
                            Service.BROKER,
                            ask(Service.BROKER, view(broken).replace("/views/data-shield", "/api/access")),
                            same);
                default -> opened(Service.LAKE, webIdentity(broken), same);
            };
        });
    }

    private static String token(RandomGenerator random) {
        var bytes = new Mutation(random, TOKENS).of(Raw.bytes(token));
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "");
    }

    /** A last character may say bits that mean nothing: such a token is the same. */
    private static byte[] decoded(String jwt) {
        try {
            return Base64.getUrlDecoder().decode(jwt.replace(".", ""));
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    private static String opened(Service service, Optional<Raw.Answer> answer, boolean same) {
        answer.ifPresent(came -> assertThat(came.status() >= 300 || same)
                .as("%s answered %d to a broken token: %s", service, came.status(), came.text())
                .isTrue());
        answer.ifPresent(came -> assertThat(came.status()).as(came.text()).isLessThan(500));
        return answer.map(came -> service + " " + came.status()).orElse("closed");
    }

    private static Optional<Raw.Answer> webIdentity(String jwt) throws IOException {
        var form = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=s&RoleArn="
                + URLEncoder.encode("arn:aws:iam::111122223333:role/ShopFast-Sales", StandardCharsets.UTF_8)
                + "&WebIdentityToken=" + URLEncoder.encode(jwt, StandardCharsets.ISO_8859_1);
        return ask(Service.LAKE, post("/", "", form));
    }

    private static String post(String path, String fields, String form) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + fields + "Content-Length: " + form.length() + "\r\n\r\n" + form;
    }

    @Test
    void brokenRequestAtTheBrokerOpensNoPage() {
        var witness = witness(Service.BROKER);
        var sent = List.of(
                "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
                "GET /history HTTP/1.1\r\nHost: localhost\r\nCookie: q_session=eyJhbGciOiJkaXIifQ..a.b.c\r\n\r\n",
                "GET /signed-in?code=abc&state=def HTTP/1.1\r\nHost: localhost\r\nCookie: q_auth_def=a|b\r\n\r\n",
                post("/access/users/credentials", "Cookie: q_session=a\r\n", "permission=READ&csrf=x&duration=3600"),
                post("/back-channel-logout", "", "logout_token=" + token),
                post("/sign-out", "Origin: http://evil.example\r\n", "csrf=" + "x".repeat(100)),
                "GET /api/access HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a.b.c\r\n\r\n");
        new Fuzz().run("broker requests", random -> {
            var whole = sent.get(random.nextInt(sent.size()));
            var answer = ask(Service.BROKER, new Mutation(random, HTTP).of(Raw.bytes(whole)));
            answer.ifPresent(came -> assertThat(came.text()).doesNotContain("\tat ", "id=\"rows\"", "AWS_SECRET"));
            return answer.map(witness::answered).orElse("closed");
        });
    }

    private static Optional<Raw.Answer> ask(Service service, String request) throws IOException {
        return ask(service, Raw.bytes(request));
    }

    private static Optional<Raw.Answer> ask(Service service, byte[] request) throws IOException {
        return Raw.ask(demo.address(service), request, PATIENCE);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Raw.bytes(json));
    }
}
