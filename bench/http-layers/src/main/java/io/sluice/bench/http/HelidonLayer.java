package io.sluice.bench.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Helidon 4, with its checks of request lines and headers off. */
final class HelidonLayer implements Layer {
    @Override
    public int start() {
        var lax = Http1Config.builder()
                .validatePrologue(false)
                .validateRequestHeaders(false)
                .build();
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .addProtocol(lax)
                .routing(routing -> routing.any(HelidonLayer::handle))
                .build()
                .start()
                .port();
    }

    private static void handle(ServerRequest request, ServerResponse response) {
        var query = request.query().rawValue();
        response.header(HeaderNames.create(PATH), request.prologue().uriPath().rawPath());
        if (!query.isEmpty()) {
            response.header(HeaderNames.create(QUERY), query);
        }
        response.header(HeaderNames.ETAG, ETAG);
        var method = request.prologue().method().text();
        try {
            switch (method) {
                case "PUT" -> {
                    Layer.drain(request.content().inputStream());
                    response.send();
                }
                case "HEAD" -> response.send();
                default -> {
                    response.header(HeaderNames.CONTENT_LENGTH, Long.toString(Layer.size(query)));
                    try (var out = response.outputStream()) {
                        Layer.zeros(out, Layer.size(query));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
