package io.sluice.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.system.hostile.Raw.Answer;
import io.sluice.system.hostile.Signer.Ask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken requests of every kind at a lake of little memory: each is answered or cut, and none gets what it may not have. */
final class LakeFuzzIT {
    private static final List<String> HTTP = List.of(
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            ":",
            " ",
            "\t",
            "%",
            "%00",
            "%2e%2e/",
            "../",
            "//",
            "?",
            "#",
            "\0",
            "é",
            "\u00ff",
            "HTTP/1.0",
            "HTTP/2.0",
            "HTTP/9",
            "GET ",
            "HEAD ",
            "CONNECT ",
            "OPTIONS ",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "Host: a\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Expect: 100-continue\r\n",
            "Expect: x\r\n",
            "Connection: close\r\n",
            "Upgrade: h2c\r\n",
            " folded\r\n",
            "Range: bytes=0-5\r\n",
            "Range: bytes=9-1,-,5-\r\n",
            "x-amz-acl: public-read\r\n",
            "x-amz-date: x\r\n",
            "If-Match: \"\r\n",
            "&X-Amz-Signature=",
            "?policy",
            "?versions",
            "http://",
            "https://evil@",
            "[::1",
            "localhost",
            "AWS4-HMAC-SHA256",
            "Credential=",
            "SignedHeaders=",
            ";",
            ",",
            "=");
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "1e999999999",
            "-0",
            "9".repeat(400),
            "\\u0000",
            "\\ud800",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000),
            "\"Role\":",
            "\"Code\":{\"ZipFile\":\"UEsDBA==\"}",
            "\uFEFF",
            "NaN",
            "/*");

    @TempDir
    static Path scratch;

    private static SmallLake lake;

    @BeforeAll
    static void start() throws Exception {
        lake = new SmallLake(scratch);
    }

    @AfterAll
    static void stop() {
        if (lake != null) {
            lake.close();
        }
    }

    @AfterEach
    void lakeServesAsBefore() throws IOException {
        lake.check();
    }

    @Test
    void brokenHeadReadsNothingButWhatWasSigned() {
        var seen = new Fuzz().run("signed heads", random -> {
            var head = lake.goodRead();
            return read(lake.ask(new Mutation(random, HTTP).of(head)));
        });
        assertThat(seen).containsKeys("200", "400", "403");
    }

    @Test
    void brokenAuthorizationReadsNothingButWhatWasSigned() {
        var seen = new Fuzz().run("Authorization", random -> {
            var head = new String(lake.goodRead(), StandardCharsets.ISO_8859_1);
            int at = head.indexOf("authorization: ") + "authorization: ".length();
            int to = head.indexOf("\r\n", at);
            var broken = new Mutation(random, HTTP).of(Raw.bytes(head.substring(at, to)));
            return read(lake.ask(Raw.bytes(head.substring(0, at)), broken, Raw.bytes(head.substring(to))));
        });
        assertThat(seen).containsKeys("400", "403");
    }

    /** The signature is for reading one object, so whatever else was said, no more than that may come. */
    private static String read(Optional<Answer> answer) {
        if (answer.isEmpty()) {
            return "closed";
        }
        if (answer.get().status() < 300) {
            assertThat(SmallLake.SECRET).contains(answer.get().text());
        }
        return lake.witness().answered(answer.get());
    }

    @Test
    void unsignedRequestIsServedByNoService() {
        var bucket = lake.process().bucket();
        var heads = List.of(
                "GET /" + bucket + "/" + SmallLake.KEY + " HTTP/1.1\r\nHost: localhost\r\n",
                "PUT /" + bucket + "/x HTTP/1.1\r\nHost: localhost\r\n",
                "POST /" + bucket + "?delete HTTP/1.1\r\nHost: localhost\r\n",
                "POST /" + bucket + "/x?uploads HTTP/1.1\r\nHost: " + bucket + ".localhost\r\n",
                "POST / HTTP/1.1\r\nHost: sts.localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                "POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\n",
                String.join(
                        "\r\n",
                        "PUT /v20180820/accesspoint/x HTTP/1.1",
                        "Host: 111122223333.localhost",
                        "x-amz-account-id: 111122223333",
                        ""),
                String.join(
                        "\r\n",
                        "GET /v20180820/accessgrantsinstance/dataaccess HTTP/1.1",
                        "Host: 111122223333.s3-control.localhost",
                        ""),
                "POST /token?aws_iam=t HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n",
                "POST /WriteGetObjectResponse HTTP/1.1\r\nHost: route.localhost\r\nx-amz-request-token: x\r\n");
        var bodies = List.of(
                "",
                "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FwebAppClientRole",
                "<Delete><Object><Key>a</Key></Object></Delete>",
                "{\"grantType\":\"urn:ietf:params:oauth:grant-type:jwt-bearer\",\"assertion\":\"a.b.c\"}");
        new Fuzz().run("unsigned requests", random -> {
            var body = bodies.get(random.nextInt(bodies.size()));
            var head = heads.get(random.nextInt(heads.size())) + "Content-Length: " + body.length() + "\r\n\r\n";
            return refused(lake.ask(new Mutation(random, HTTP).of(Raw.bytes(head + body))));
        });
    }

    @Test
    void brokenJsonIsRefused() {
        var lambda = new Signer(lake.process().administrator(), "lambda");
        var whole = "{\"FunctionName\":\"f\",\"Role\":\"arn:aws:iam::111122223333:role/redactionFunctionRole\","
                + "\"Runtime\":\"java25\",\"Handler\":\"a.B::c\",\"MemorySize\":512,\"Timeout\":9,"
                + "\"Environment\":{\"Variables\":{\"A\":\"b\"}},\"Code\":{\"ZipFile\":\"bm8gemlw\"}}";
        var seen = new Fuzz().run("JSON", random -> {
            var body = new Mutation(random, JSON).of(Raw.bytes(whole));
            var ask = new Ask("POST", lake.host(), "/2015-03-31/functions", "", Signer.UNSIGNED, Map.of());
            return refused(lake.ask(lambda.sign(ask, body.length).head(), body));
        });
        assertThat(seen).containsKey("400");
    }

    @Test
    void nameThatWouldExhaustTheStackIsRefused() throws IOException {
        var name = "aa" + "-a".repeat(7_000) + "-1";
        var lambda = new Signer(lake.process().administrator(), "lambda");
        for (var path :
                List.of("/2015-03-31/functions/" + name, "/2015-03-31/functions/arn%3Aaws%3Alambda%3A" + name)) {
            var ask = new Ask("GET", lake.host(), path, "", Signer.UNSIGNED, Map.of());
            assertThat(lake.ask(lambda.sign(ask, 0).head()))
                    .get()
                    .extracting(Answer::status)
                    .isIn(400, 403, 404);
        }
    }

    private static String refused(Optional<Answer> answer) {
        answer.ifPresent(came -> assertThat(came.status()).as(came.text()).isGreaterThanOrEqualTo(300));
        return answer.map(lake.witness()::answered).orElse("closed");
    }

    @Test
    void brokenFramingStoresNothingButWhatWasSent() {
        var seen = new Fuzz().run("chunk framing", random -> {
            var sent = Framing.some(random, lake);
            var body = random.nextInt(8) == 0 ? sent.body() : new Mutation(random, Framing.PIECES).of(sent.body());
            var head = new String(sent.head(), StandardCharsets.ISO_8859_1)
                    .replaceFirst("\ncontent-length: \\d+", "\ncontent-length: " + body.length);
            var answer = lake.ask(Raw.bytes(head), body);
            if (answer.isPresent() && answer.get().status() == 200) {
                var stored = lake.ask(lake.signed("GET", "fuzz/framed", "", Signer.UNSIGNED, Map.of(), 0)
                        .head());
                assertThat(stored).get().extracting(Answer::text).isEqualTo(sent.payload());
            }
            return answer.map(lake.witness()::answered).orElse("closed");
        });
        assertThat(seen).containsKeys("200", "400", "403");
    }
}
