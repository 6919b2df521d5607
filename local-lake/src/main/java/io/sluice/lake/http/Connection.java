package io.sluice.lake.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves the requests of one connection, one after the other, on the thread that calls it. */
final class Connection {
    /** What S3 says to a request that is not HTTP as it wants it. */
    private static final String BAD_REQUEST = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>BadRequest</Code><Message>An error occurred when parsing the HTTP request.</Message></Error>\
        """;

    private static final String INTERNAL_ERROR = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>\
        """;

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final Wire wire;
    private final RequestReader reader;
    private final Shared shared;
    private final Deadline deadline;
    private volatile boolean idle = true;
    private volatile boolean last;
    private boolean bodyPending;

    Connection(Wire wire, String remoteAddress, Shared shared, Deadline deadline) {
        this.wire = wire;
        this.reader = new RequestReader(wire, remoteAddress, shared.limits().head());
        this.shared = shared;
        this.deadline = deadline;
    }

    /** Returns when the connection has nothing more to say. */
    void serve() throws IOException {
        var more = true;
        while (more && !last) {
            try {
                deadline.start();
                var request = reader.next();
                deadline.stop();
                more = request.isPresent() && exchange(request.get());
            } catch (BadRequestException e) {
                LOG.log(DEBUG, "refused a head: {0}", e.getMessage());
                bodyPending = true;
                answer(e.status(), e.status() == 500 ? INTERNAL_ERROR : BAD_REQUEST);
                more = false;
            }
        }
    }

    private boolean exchange(IncomingRequest request) throws IOException {
        idle = false;
        var exchange = new ConnectionExchange(request, wire, shared);
        var failure = handle(exchange);
        bodyPending = exchange.bodyPending();
        if (failure.isEmpty() && exchange.responded()) {
            var reusable = exchange.finish();
            idle = true;
            return reusable;
        }
        if (!exchange.responded()) {
            var status = failure.map(Connection::status).orElse(500);
            answer(status, status == 500 ? INTERNAL_ERROR : BAD_REQUEST);
        }
        return false;
    }

    /** What of it is the client's. */
    private static int status(Throwable failure) {
        return switch (failure) {
            case SocketTimeoutException _ -> 408;
            case MalformedBodyException _ -> 400;
            default -> 500;
        };
    }

    private Optional<Throwable> handle(ConnectionExchange exchange) {
        try {
            shared.handler().handle(exchange);
            return Optional.empty();
        } catch (IOException e) {
            // Most of the time the client went away; the text of the exception may quote the request, so it is not
            // told.
            LOG.log(DEBUG, "an exchange was cut: {0}", e.getClass().getName());
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            LOG.log(WARNING, "a handler failed", e);
            return Optional.of(e);
        } finally {
            exchange.release();
        }
    }

    private void answer(int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new ResponseHead(status, new Headers().set("Content-Type", "application/xml"));
        head.add("Content-Length", Integer.toString(bytes.length));
        head.add("Connection", "close");
        wire.write(head);
        wire.output().write(bytes, 0, bytes.length, wire.out());
        wire.flush();
    }

    /** No further request is taken. */
    void endAfterThis() {
        last = true;
    }

    /** Whether it waits for a request, so that nothing is lost by closing it. */
    boolean isIdle() {
        return idle;
    }

    /** Whether the client may still be sending, so that closing at once could destroy the answer on its way. */
    boolean bodyPending() {
        return bodyPending;
    }
}
