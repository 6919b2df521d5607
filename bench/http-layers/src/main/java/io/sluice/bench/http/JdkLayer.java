package io.sluice.bench.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The server of the JDK, on virtual threads. */
final class JdkLayer implements Layer {
    @Override
    public int start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", JdkLayer::handle);
        server.start();
        return server.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        exchange.getResponseHeaders().set(PATH, String.valueOf(uri.getRawPath()));
        exchange.getResponseHeaders().set(QUERY, String.valueOf(uri.getRawQuery()));
        exchange.getResponseHeaders().set("ETag", ETAG);
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    Layer.drain(exchange.getRequestBody());
                    exchange.sendResponseHeaders(200, -1);
                }
                case "HEAD" -> exchange.sendResponseHeaders(200, -1);
                default -> {
                    exchange.sendResponseHeaders(200, Layer.size(uri.getRawQuery()));
                    Layer.zeros(exchange.getResponseBody(), Layer.size(uri.getRawQuery()));
                }
            }
        }
    }
}
