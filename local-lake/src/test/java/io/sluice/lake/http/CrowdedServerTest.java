package io.sluice.lake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take what there is for all. */
@Timeout(60)
class CrowdedServerTest extends ServerFixture {
    private static final int KIB = 1024;

    private static Limits limits(int connections, long held) {
        return new Limits(Duration.ofSeconds(20), Limits.Head.DEFAULT, new Limits.Bodies(500, held), connections);
    }

    @Test
    void silentConnectionGivesItsPlaceToTheNextOne() throws IOException {
        try (var first = connect(limits(2, KIB), ServerFixture::echoTarget);
                var second = new RawClient(server())) {
            second.get("/served");
            assertThat(second.answer().status()).isEqualTo(200);
            try (var third = new RawClient(server())) {
                third.get("/too");
                assertThat(third.answer().status()).isEqualTo(200);
            }
            assertThat(first.isCutByServer()).isTrue();
        }
    }

    @Test
    void connectionThatIsServedKeepsItsPlace() throws Exception {
        var reached = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Handler waits = exchange -> {
            if (exchange.head().rawPath().equals("/long")) {
                reached.countDown();
                await(go);
            }
            reply(exchange, 200, "done");
        };
        try (var busy = connect(limits(2, KIB), waits)) {
            busy.get("/long");
            await(reached);
            var others = new ArrayList<RawClient>();
            for (var i = 0; i < 4; i++) {
                others.add(new RawClient(server()).get("/"));
                assertThat(others.getLast().answer().status()).isEqualTo(200);
            }
            go.countDown();
            assertThat(busy.answer().text()).isEqualTo("done");
            for (var other : others) {
                other.close();
            }
        }
    }

    @Test
    void bodyIsHeldOnlyWhileThereIsRoomForIt() throws Exception {
        var reached = new CompletableFuture<Integer>();
        var go = new CountDownLatch(1);
        Handler holds = exchange -> {
            try {
                var count = exchange.hold(exchange.body(), 200 * KIB).length;
                if (reached.complete(count)) {
                    await(go);
                }
                reply(exchange, 200, Integer.toString(count));
            } catch (NoRoomException e) {
                reply(exchange, 503, "");
            }
        };
        try (var first = connect(limits(9, 300 * KIB), holds);
                var second = new RawClient(server())) {
            first.send(upload(100 * KIB));
            assertThat(reached.get(20, TimeUnit.SECONDS)).isEqualTo(100 * KIB);

            second.send(upload(100 * KIB));
            assertThat(second.answer().status()).isEqualTo(503);

            go.countDown();
            assertThat(first.answer().text()).isEqualTo(Integer.toString(100 * KIB));
            try (var third = new RawClient(server())) {
                third.send(upload(100 * KIB));
                assertThat(third.answer().status()).isEqualTo(200);
            }
        }
    }

    private static String upload(int bytes) {
        return "PUT /k HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes);
    }

    @Test
    void bodyIsHeldNoFurtherThanAsked() throws IOException {
        Handler holds = exchange -> reply(exchange, 200, "" + exchange.hold(exchange.body(), 70_000).length);
        try (var client = connect(limits(9, 1 << 20), holds)) {
            assertThat(client.send(upload(69_999)).answer().text()).isEqualTo("69999");
            assertThat(client.send(upload(90_000)).answer().text()).isEqualTo("70000");
        }
    }
}
