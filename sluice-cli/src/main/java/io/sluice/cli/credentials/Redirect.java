package io.sluice.cli.credentials;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waits on a free port of 127.0.0.1 for the browser to come back. The first answer that is accepted counts, every other gets a 400. */
final class Redirect implements AutoCloseable {
    private static final String PATH = "/callback";

    private final HttpServer server;
    private final Function<URI, Optional<AuthorizationResponse>> accept;
    private final CompletableFuture<AuthorizationResponse> answer = new CompletableFuture<>();

    private Redirect(HttpServer server, Function<URI, Optional<AuthorizationResponse>> accept) {
        this.server = server;
        this.accept = accept;
    }

    static Redirect listen(Function<URI, Optional<AuthorizationResponse>> accept) throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var redirect = new Redirect(HttpServer.create(new InetSocketAddress(loopback, 0), 0), accept);
        redirect.server.createContext(PATH, redirect::handle);
        redirect.server.start();
        return redirect;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    Optional<AuthorizationResponse> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException nobody) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean here = "GET".equals(exchange.getRequestMethod())
                    && PATH.equals(exchange.getRequestURI().getPath());
            var arrived = address().resolve(exchange.getRequestURI());
            var accepted = here ? accept.apply(arrived) : Optional.<AuthorizationResponse>empty();
            if (accepted.isPresent() && accepted.get().indicatesSuccess()) {
                show(exchange, 200, "You are signed in", "Close this page and go back to the terminal.");
            } else if (accepted.isPresent()) {
                show(exchange, 200, "You are not signed in", "The terminal says why.");
            } else {
                show(exchange, 400, "This is not for here", "It does not belong to the sign-in that waits.");
            }
            accepted.ifPresent(answer::complete);
        }
    }

    private static void show(HttpExchange exchange, int status, String title, String text) throws IOException {
        var body = ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                        + "</title></head><body><main><h1>" + title + "</h1><p>" + text + "</p></main></body></html>")
                .getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(1);
    }
}
