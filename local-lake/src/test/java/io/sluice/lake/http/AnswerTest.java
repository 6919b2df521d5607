package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AnswerTest extends ServerFixture {
    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            client.get("/1").get("/2").get("/3");
            assertThat(client.answer().text()).contains("/1");
            assertThat(client.answer().text()).contains("/2");
            assertThat(client.answer().text()).contains("/3");
        }
    }

    @Test
    void clientThatAsksForItIsClosed() throws IOException {
        try (var client = connect(ServerFixture::echoTarget)) {
            client.send("GET /k HTTP/1.1\r\nHost: a\r\nConnection: TE, close\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.isCutByServer()).isTrue();
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
    void handlersRunOnVirtualThreads() throws IOException {
        try (var client =
                connect(x -> reply(x, 200, String.valueOf(Thread.currentThread().isVirtual())))) {
            assertThat(client.get("/").answer().text()).isEqualTo("true");
        }
    }
}
