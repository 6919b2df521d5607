package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestBodyTest extends ServerFixture {
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
    void chunkedBodyIsDecoded() throws IOException {
        try (var client = connect(ServerFixture::echoBody)) {
            client.send(
                    "PUT /k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("hello!");
            assertThat(client.get("/").answer().status()).isEqualTo(200);
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
}
