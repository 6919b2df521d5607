package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A server on a free port of the loopback interface, for each test. */
abstract class ServerFixture {
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    HttpServer server() {
        return server;
    }

    RawClient connect(Handler handler) throws IOException {
        return connect(Limits.DEFAULT, handler);
    }

    RawClient connect(Limits limits, Handler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.start(address, limits, InstantSource.system(), handler);
        return new RawClient(server);
    }

    static void reply(Exchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        try (var out = exchange.respond(status, new Headers(), bytes.length)) {
            out.write(bytes);
        }
    }

    static void echoTarget(Exchange exchange) throws IOException {
        var head = exchange.head();
        reply(exchange, 200, head.method() + ' ' + head.host() + ' ' + head.rawPath() + ' ' + head.rawQuery());
    }

    static void echoBody(Exchange exchange) throws IOException {
        reply(exchange, 200, new String(exchange.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
