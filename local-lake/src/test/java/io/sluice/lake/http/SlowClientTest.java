package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SlowClientTest extends ServerFixture {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "GET /k HTT",
                "GET /k HTTP/1.1\r\nHost: a\r\n",
                "PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"
            })
    void clientThatStandsStillLosesItsConnection(String sent) throws IOException {
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofMillis(200)), ServerFixture::echoBody)) {
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

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /k HTTP/1.1\r\nHost: a\r\nx: ",
                "PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
                "PUT /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"
            })
    void clientThatSendsByteAfterByteWithoutEndLosesItsConnection(String sent) throws Exception {
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofMillis(300)), ServerFixture::echoBody)) {
            client.send(sent);
            assertThatThrownBy(() -> {
                        for (; ; ) {
                            client.send("a");
                            TimeUnit.MILLISECONDS.sleep(20);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void slowButMovingClientKeepsItsConnection() throws IOException {
        try (var client = connect(Limits.DEFAULT.withIdle(Duration.ofSeconds(20)), ServerFixture::echoBody)) {
            client.send("PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\n");
            for (var i = 0; i < 300; i++) {
                client.send("a");
            }
            assertThat(client.answer().text()).hasSize(300);
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
            var closing = Thread.ofVirtual().start(this::stop);
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
                new RawClient(server()).close();
            } catch (IOException e) {
                then.accept(e);
                return;
            }
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
