package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServerTest {
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private RawClient connect(Handler handler) throws IOException {
        return connect(Limits.DEFAULT, handler);
    }

    private RawClient connect(Limits limits, Handler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.start(address, limits, InstantSource.system(), handler);
        return new RawClient(server);
    }

    private static void reply(Exchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        try (var out = exchange.respond(status, new Headers(), bytes.length)) {
            out.write(bytes);
        }
    }

    private static void echoTarget(Exchange exchange) throws IOException {
        var head = exchange.head();
        reply(exchange, 200, head.method() + ' ' + head.host() + ' ' + head.rawPath() + ' ' + head.rawQuery());
    }

    private static void echoBody(Exchange exchange) throws IOException {
        reply(exchange, 200, new String(exchange.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "//",
                "//b/a",
                "/b/a//b",
                "/b/a/",
                "/b/../x",
                "/b/./x",
                "/b/.",
                "/b/..",
                "/b/a%2Fb",
                "/b/a%2fb",
                "/b/%2e%2e/x",
                "/b/a%00b",
                "/b/%zz",
                "/b/%",
                "/b/a;v=1/c",
                "/b/|^`{}\"<>\\",
                "/b/a#f",
                "/b/\u00fc\u00ff",
                "/b/a+b",
                "/b/a:b@c",
                "/b/%E2%82%AC"
            })
    void pathReachesTheHandlerAsItWasSent(String path) throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            assertThat(client.get(path).answer().text()).isEqualTo("GET localhost " + path + " ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "x",
                "x=",
                "x=%zz&y",
                "a=1&&b",
                "prefix=in/&delimiter=%2F",
                "a=b?c",
                "x=+%20",
                "=",
                "b=2&a=1",
                "#f"
            })
    void queryReachesTheHandlerAsItWasSent(String query) throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            assertThat(client.get("/k?" + query).answer().text()).isEqualTo("GET localhost /k " + query);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://b.s3.amazonaws.com/a//../c?x=1, b.s3.amazonaws.com, GET b.s3.amazonaws.com /a//../c x=1",
        "http://b.s3.amazonaws.com:80/k, b.s3.amazonaws.com, GET b.s3.amazonaws.com:80 /k ''",
        "HTTP://localhost:9600/k, localhost:9600, GET localhost:9600 /k ''",
        "http://localhost, localhost, GET localhost / ''",
        "http://localhost?list-type=2, localhost, GET localhost / list-type=2",
    })
    void absoluteFormIsTakenApartAndItsHostCounts(String target, String host, String expected) throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo(expected.replace("''", ""));
        }
    }

    @Test
    void httpsTargetOfAProxyRequestIsSecure() throws IOException {
        try (var client = connect(x -> reply(x, 200, String.valueOf(x.head().secure())))) {
            client.send("GET https://h/k HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("true");
            client.send("GET http://h/k HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("false");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /k HTTP/1.1\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n | 400",
                "GET http://a/k HTTP/1.1\\r\\nHost: b\\r\\n\\r\\n | 400",
                "GET http://u@a/k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET http:///k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /a b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /a\\1b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /k HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | 505",
                "OPTIONS * HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "CONNECT a:443 HTTP/1.1\\r\\nHost: a:443\\r\\n\\r\\n | 501",
                "G@T /k HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nx y: 1\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nx : 1\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nx: 1\\0002\\r\\n\\r\\n | 400",
                "GET /k HTTP/1.1\\r\\nHost: a\\r\\nno colon\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +1\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 1\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n | 400",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n | 501",
                "PUT /k HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nExpect: wonders\\r\\n\\r\\n | 417",
            })
    void headThatCanBeMisunderstoodIsRefusedAndTheConnectionClosed(String request, int status) throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            client.send(request.translateEscapes());
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("Connection", "close");
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void headerFieldBeyondTheBoundIsRefused() throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            var fits = "x".repeat(Limits.DEFAULT.lineLength() - 100);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\nx: " + fits + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\nx: " + fits + "x".repeat(200) + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void moreHeaderFieldsThanTheBoundAreRefused() throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            var fits = "x: 1\r\n".repeat(Limits.DEFAULT.headerFields() - 1);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\n" + fits + "\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /k HTTP/1.1\r\nHost: a\r\n" + fits + "x: 1\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void fieldsKeepTheirValuesAndOrderWhateverTheirCase() throws IOException {
        var seen = new AtomicReference<Headers>();
        Handler keep = exchange -> {
            seen.set(exchange.head().headers());
            reply(exchange, 200, "");
        };
        try (var client = connect(keep)) {
            client.send("GET /k HTTP/1.1\r\nHOST: a\r\nX-Two:  one  1 \r\nx-two: \u00fc\r\nEmpty:\r\n\r\n")
                    .answer();
            assertThat(seen.get().all("x-TWO")).containsExactly("one  1", "\u00fc");
            assertThat(seen.get().all("empty")).containsExactly("");
            assertThat(seen.get().names()).containsExactly("empty", "host", "x-two");
        }
    }

    @Test
    void continueIsSaidWhenTheBodyIsReadAndNotBefore() throws Exception {
        var reached = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Handler waits = exchange -> {
            reached.countDown();
            await(go);
            echoBody(exchange);
        };
        try (var client = connect(waits)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            await(reached);
            assertThat(client.answerIsWaiting()).isFalse();
            go.countDown();
            assertThat(client.answer().status()).isEqualTo(100);
            assertThat(client.send("hello").answer().text()).isEqualTo("hello");
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok");
            assertThat(client.answer().text()).isEqualTo("ok");
        }
    }

    @Test
    void refusalWithoutReadingTheBodyNeverInvitesItAndCloses() throws IOException {
        try (var client = connect(x -> reply(x, 403, "no"))) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).containsEntry("Connection", "close");
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void smallUnreadBodyIsReadAwayAndTheConnectionKept() throws IOException {
        try (var client = connect(x -> reply(x, 200, x.head().rawPath()))) {
            client.send("PUT /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 19000\r\n\r\n"
                    + "GET /bad HTTP/1.1\r\n".repeat(1000));
            assertThat(client.answer().text()).isEqualTo("/1");
            assertThat(client.get("/2").answer().text()).isEqualTo("/2");
        }
    }

    @Test
    void refusalArrivesThoughTheClientIsStillSendingALargeBody() throws Exception {
        try (var client = connect(x -> reply(x, 403, "no"))) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
            client.send(new byte[4 << 20]);
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).containsEntry("Connection", "close");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            client.get("/1").get("/2").get("/3");
            assertThat(client.answer().text()).contains("/1");
            assertThat(client.answer().text()).contains("/2");
            assertThat(client.answer().text()).contains("/3");
        }
    }

    @Test
    void clientThatAsksForItIsClosed() throws IOException {
        try (var client = connect(HttpServerTest::echoTarget)) {
            client.send("GET /k HTTP/1.1\r\nHost: a\r\nConnection: TE, close\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void chunkedBodyIsDecoded() throws IOException {
        try (var client = connect(HttpServerTest::echoBody)) {
            client.send(
                    "PUT /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("hello!");
            assertThat(client.get("/").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void answerOfUnknownLengthIsChunked() throws IOException {
        Handler handler = exchange -> {
            try (var out = exchange.respond(200, new Headers(), -1)) {
                out.write("a".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
            }
        };
        try (var client = connect(handler)) {
            var answer = client.get("/").answer();
            assertThat(answer.headers())
                    .containsEntry("Transfer-Encoding", "chunked")
                    .doesNotContainKey("Content-Length");
            assertThat(answer.text()).hasSize(20_000);
            assertThat(client.get("/").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void answerOfUnknownLengthToAnOldClientEndsWithTheConnection() throws IOException {
        Handler handler = exchange -> exchange.respond(200, new Headers(), -1).write('a');
        try (var client = connect(handler)) {
            var answer = client.send("GET / HTTP/1.0\r\n\r\n").answer();
            assertThat(answer.headers()).containsEntry("Connection", "close").doesNotContainKey("Transfer-Encoding");
            assertThat(answer.text()).isEqualTo("a");
        }
    }

    @Test
    void headTellsTheLengthAndSendsNoBody() throws IOException {
        Handler handler = exchange -> {
            try (var out = exchange.respond(200, new Headers().set("ETag", "\"e\""), 1234)) {
                out.write(new byte[1234]);
            }
        };
        try (var client = connect(handler)) {
            client.send("HEAD /k HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.answer("HEAD").headers())
                    .containsEntry("Content-Length", "1234")
                    .containsEntry("ETag", "\"e\"");
            assertThat(client.get("/k").answer().text()).hasSize(1234);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {204, 304})
    void statusWithoutBodyHasNoLength(int status) throws IOException {
        try (var client = connect(x -> x.respond(status, new Headers(), 0).close())) {
            assertThat(client.get("/k").answer().headers())
                    .doesNotContainKey("Content-Length")
                    .containsKey("Date");
            assertThat(client.get("/k").answer().status()).isEqualTo(status);
        }
    }

    @Test
    void failureBeforeTheAnswerIs500() throws IOException {
        Handler fails = exchange -> {
            throw new IllegalStateException("secret detail");
        };
        try (var client = connect(fails)) {
            var answer = client.get("/").answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).contains("InternalError").doesNotContain("secret detail");
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void failureWithinTheAnswerCutsTheConnection() throws IOException {
        Handler fails = exchange -> {
            var out = exchange.respond(200, new Headers(), 10);
            out.write("12345".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            throw new IOException("disk");
        };
        try (var client = connect(fails)) {
            assertThat(client.get("/").answer().text()).isEqualTo("12345");
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void answerShorterThanAnnouncedCutsTheConnection() throws IOException {
        try (var client = connect(x -> x.respond(200, new Headers(), 10).write('1'))) {
            client.get("/");
            assertThatThrownBy(client::answer).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void handlerThatForgetsToAnswerIs500() throws IOException {
        try (var client = connect(x -> {})) {
            assertThat(client.get("/").answer().status()).isEqualTo(500);
        }
    }

    @Test
    void fieldThatWouldSplitTheAnswerIsNeverSent() throws IOException {
        Handler splits = x -> x.respond(200, new Headers().set("x-amz-meta-a", "1\r\nSet-Cookie: s"), 0);
        try (var client = connect(splits)) {
            var answer = client.get("/").answer();
            assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
            assertThat(answer.status()).isEqualTo(500);
        }
    }

    @Test
    void bodyCutShortIsAnErrorAndNeverAnEnd() throws Exception {
        var seen = new CompletableFuture<Throwable>();
        Handler reads = exchange -> {
            try {
                exchange.body().readAllBytes();
                seen.complete(null);
            } catch (IOException e) {
                seen.complete(e);
                throw e;
            }
        };
        try (var client = connect(reads)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345")
                    .endOutput();
            assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void bodyOfABrokenChunkIsAnErrorAndNeverAnEnd() throws Exception {
        var seen = new CompletableFuture<Throwable>();
        Handler reads = exchange -> {
            try {
                exchange.body().readAllBytes();
                seen.complete(null);
            } catch (IOException e) {
                seen.complete(e);
                throw e;
            }
        };
        try (var client = connect(reads)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n");
            assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "GET /k HTT",
                "GET /k HTTP/1.1\r\nHost: a\r\n",
                "PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"
            })
    void clientThatStandsStillLosesItsConnection(String sent) throws IOException {
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofMillis(200)), HttpServerTest::echoBody)) {
            client.send(sent);
            client.in().readAllBytes();
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void clientThatDoesNotTakeItsAnswerLosesItsConnection() throws Exception {
        var seen = new CompletableFuture<Throwable>();
        Handler writes = exchange -> {
            try (var out = exchange.respond(200, new Headers(), Long.MAX_VALUE)) {
                for (; ; ) {
                    out.write(new byte[65536]);
                }
            } catch (IOException e) {
                seen.complete(e);
                throw e;
            }
        };
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofMillis(300)), writes)) {
            client.get("/");
            assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void slowButMovingClientKeepsItsConnection() throws IOException {
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofSeconds(5)), HttpServerTest::echoBody)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\n");
            for (var i = 0; i < 300; i++) {
                client.send("a");
            }
            assertThat(client.answer().text()).hasSize(300);
        }
    }

    @Test
    void handlersRunOnVirtualThreads() throws IOException {
        try (var client =
                connect(x -> reply(x, 200, String.valueOf(Thread.currentThread().isVirtual())))) {
            assertThat(client.get("/").answer().text()).isEqualTo("true");
        }
    }

    @Test
    void closingLetsARunningRequestEndAndTakesNoOther() throws Exception {
        var reached = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Handler waits = exchange -> {
            reached.countDown();
            await(go);
            reply(exchange, 200, "done");
        };
        try (var client = connect(waits)) {
            client.get("/");
            await(reached);
            var closing = Thread.ofVirtual().start(server::close);
            whenRefused(_ -> go.countDown());
            assertThat(client.answer().text()).isEqualTo("done");
            closing.join();
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    /** Calls back once a further connection is refused, that is, once the listener is closed. */
    private void whenRefused(Consumer<IOException> then) {
        for (; ; ) {
            try {
                new RawClient(server).close();
            } catch (IOException e) {
                then.accept(e);
                return;
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void largeBodiesStreamBothWays() throws Exception {
        stream(64L << 20);
    }

    @Test
    @Timeout(600)
    @EnabledIfSystemProperty(named = "sluice.long", matches = "true")
    void hugeBodiesStreamBothWays() throws Exception {
        stream(5L << 30);
    }

    private void stream(long length) throws Exception {
        Handler echo = exchange -> {
            try (var out = exchange.respond(200, new Headers(), length)) {
                exchange.body().transferTo(out);
            }
        };
        try (var client = connect(echo)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
            var sender = CompletableFuture.runAsync(() -> sendZeros(client, length));
            assertThat(client.head()).contains("HTTP/1.1 200 OK");
            client.in().skipNBytes(length);
            sender.get();
            assertThat(client.isCutByServer()).isTrue();
        }
    }

    @Test
    void clientThatDoesNotReadStopsWhatItSends() throws Exception {
        var taken = new AtomicLong();
        Handler echo = exchange -> {
            var out = exchange.respond(200, new Headers(), 1L << 30);
            var block = new byte[65536];
            for (var n = exchange.body().read(block);
                    n >= 0;
                    n = exchange.body().read(block)) {
                out.write(block, 0, n);
                taken.addAndGet(n);
            }
        };
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofMillis(500)), echo)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: " + (1L << 30) + "\r\n\r\n");
            assertThatThrownBy(() -> sendZeros(client, 1L << 30)).hasCauseInstanceOf(IOException.class);
            assertThat(taken.get()).isLessThan(64L << 20);
        }
    }

    private static void sendZeros(RawClient client, long length) {
        try {
            var block = new byte[1 << 16];
            for (var left = length; left > 0; left -= block.length) {
                client.send(block);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
