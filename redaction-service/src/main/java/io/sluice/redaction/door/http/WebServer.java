package io.sluice.redaction.door.http;

import static java.lang.System.Logger.Level.WARNING;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.sluice.redaction.door.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * The views as a process of its own, for people with a bearer token. It works on the request's path as it was sent: a
 * framework's routing would take {@code ..} and {@code //} out of keys.
 */
@ApplicationScoped
class WebServer {
    private static final System.Logger LOG = System.getLogger(WebServer.class.getName());
    private final ViewsDoor door;

    WebServer(ViewsDoor door) {
        this.door = door;
    }

    void routes(@Observes Router router) {
        router.route().handler(context -> {
            String path = path(context);
            if (path.startsWith(ViewsDoor.PATH) && hasBody(context.request())) {
                refuseBody(context);
            } else if (path.startsWith(ViewsDoor.PATH)) {
                Thread.ofVirtual().name("reader").start(() -> serve(context));
            } else {
                context.next();
            }
        });
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return request.headers().contains("transfer-encoding") || (length != null && !length.equals("0"));
    }

    /** Who would send one byte after the other is not waited for. */
    private static void refuseBody(RoutingContext context) {
        var method = context.request().method();
        var response =
                context.response().putHeader("content-type", "text/plain").putHeader("connection", "close");
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            response.setStatusCode(400);
        } else {
            response.setStatusCode(405).putHeader("allow", "GET, HEAD");
        }
        response.end("A view is only read: send no body.\n")
                .onComplete(_ -> context.request().connection().close());
    }

    private static String path(RoutingContext context) {
        String uri = context.request().uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private void serve(RoutingContext context) {
        HttpServerResponse response = context.response();
        try (ViewAnswer answer = answer(context)) {
            response.setStatusCode(answer.status());
            answer.headers().forEach(response::putHeader);
            answer.length().ifPresent(length -> response.putHeader("content-length", Long.toString(length)));
            boolean silent =
                    answer.status() == 304 || context.request().method().equals(HttpMethod.HEAD);
            send(answer, response, silent);
        } catch (IOException | RuntimeException broken) {
            // Whatever was sent must not look like all of it.
            LOG.log(WARNING, "An answer was broken off: {0}", broken.getClass().getSimpleName());
            response.reset();
        }
    }

    private static void send(ViewAnswer answer, HttpServerResponse response, boolean silent) throws IOException {
        if (!silent) {
            response.setChunked(answer.length().isEmpty());
            answer.body().writeTo(new Sending(response));
        }
        await(response.end());
    }

    private ViewAnswer answer(RoutingContext context) {
        Optional<Caller> caller = caller(context);
        if (caller.isEmpty()) {
            context.response().putHeader("www-authenticate", "Bearer");
            return ViewsDoor.refused(new RefusedException(401, "AccessDenied", "A bearer token is needed"));
        }
        String uri = context.request().uri();
        String path = path(context);
        return door.handle(new ViewRequest(
                context.request().method().name(),
                path,
                uri.length() == path.length() ? "" : uri.substring(path.length() + 1),
                headers(context),
                caller.get()));
    }

    private static Optional<Caller> caller(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user) {
            SecurityIdentity identity = user.getSecurityIdentity();
            if (!identity.isAnonymous()) {
                return Optional.of(new Caller.Person(identity.getRoles()));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> headers(RoutingContext context) {
        Map<String, String> headers = new TreeMap<>();
        context.request()
                .headers()
                .forEach((name, value) ->
                        headers.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other));
        return headers;
    }

    private static void await(Future<Void> sent) throws IOException {
        try {
            sent.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException gone) {
            throw new IOException("the reader has gone", gone);
        }
    }

    /** Writes at the reader's pace. */
    private static final class Sending extends OutputStream {
        private final HttpServerResponse response;

        Sending(HttpServerResponse response) {
            this.response = response;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            await(response.write(Buffer.buffer(Arrays.copyOfRange(bytes, offset, offset + length))));
        }
    }
}
