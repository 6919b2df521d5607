package io.sluice.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Speaks as the door of redacted views does, of one view with one object, to whoever brings a token of the provider. The door itself, and
 * who may come through it, is tested where it is made, and with this broker in the system tests.
 */
final class Door implements AutoCloseable {
    static final String KEY = "inventory_event/dt=2026_11_21/1.json";

    private final HttpServer server;
    private volatile int status = 200;

    Door() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/views/data-shield", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Answers everything with this from now on. */
    void answering(int code) {
        status = code;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            if (status != 200) {
                send(exchange, status, "{}");
            } else if (!authorization.startsWith("Bearer ey")) {
                send(exchange, 401, "{}");
            } else if (path.equals("/views/data-shield")) {
                send(
                        exchange,
                        200,
                        listing(String.valueOf(exchange.getRequestURI().getQuery())));
            } else if (path.equals("/views/data-shield/" + KEY)) {
                send(exchange, 200, "{\"request_id\":\"a\",\"sku\":\"x-1\",\"qty\":3}");
            } else {
                send(exchange, 404, "{}");
            }
        }
    }

    private static String listing(String query) {
        boolean folder = query.contains("dt=2026_11_21/");
        return "{\"view\":\"data-shield\",\"keys\":["
                + (folder ? "{\"key\":\"" + KEY + "\",\"lastModified\":\"2026-11-21T10:00:00Z\"}" : "")
                + "],\"prefixes\":[" + (folder ? "" : "\"inventory_event/dt=2026_11_21/\"")
                + "],\"isTruncated\":false}";
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
