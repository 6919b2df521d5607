package io.sluice.bench.http;

import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.HttpServer;
import io.sluice.lake.http.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** The one that was chosen. */
final class LakeLayer implements Layer {
    @Override
    public int start() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return HttpServer.start(address, Limits.DEFAULT, InstantSource.system(), LakeLayer::handle)
                .port();
    }

    private static void handle(Exchange exchange) throws IOException {
        var head = exchange.head();
        var headers = new Headers()
                .set(PATH, head.rawPath())
                .set(QUERY, head.rawQuery())
                .set("ETag", ETAG);
        var isPut = head.method().equals("PUT");
        if (isPut) {
            Layer.drain(exchange.body());
        }
        var size = isPut ? 0 : Layer.size(head.rawQuery());
        try (var out = exchange.respond(200, headers, size)) {
            Layer.zeros(out, head.method().equals("HEAD") ? 0 : size);
        }
    }
}
