package io.sluice.lake.lambda;

import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Handler;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.HttpServer;
import io.sluice.lake.http.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * The <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> of one execution environment, on a loopback
 * port of its own: the runtime asks for its next invocation and waits, and posts what came of it.
 */
final class RuntimeApi implements Handler, AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Pattern OF_INVOCATION = Pattern.compile("invocation/(?<id>[^/]+)/(?<what>response|error)");
    private static final int MOST_ERROR = 256 * 1024;
    /** A runtime may stand still for as long as its function may run; the environment ends it. */
    private static final Limits LIMITS = Limits.DEFAULT.withIdle(Duration.ofMinutes(20));

    /** What the environment is told. */
    interface Events {
        /** The runtime asks for an invocation: it is initialised, or has done with the last one. */
        void ready();

        /** It gets this one. */
        void delivered(Invocation invocation);

        /** It failed before it asked for one. */
        void initializationFailed(byte[] error);
    }

    /** What is said of an invocation, besides what is its own. */
    record Head(String functionArn, Duration timeout) {}

    private final Head head;
    private final Events events;
    private final Clock clock;
    private final HttpServer server;
    /** Empty means that none will come any more. */
    private final BlockingQueue<Optional<Invocation>> next = new ArrayBlockingQueue<>(2);

    private volatile Optional<Invocation> current = Optional.empty();

    RuntimeApi(Head head, Events events, Clock clock) {
        this.head = head;
        this.events = events;
        this.clock = clock;
        this.server = HttpServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), LIMITS, clock, this);
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} is. */
    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Gives it to the runtime as soon as that asks. */
    void offer(Invocation invocation) {
        next.add(Optional.of(invocation));
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        var path = exchange.head().rawPath();
        var operation = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        var ofInvocation = OF_INVOCATION.matcher(operation);
        if (operation.equals("invocation/next")) {
            next(exchange);
        } else if (operation.equals("init/error")) {
            events.initializationFailed(error(exchange));
            accepted(exchange);
        } else if (ofInvocation.matches()) {
            ofInvocation(exchange, ofInvocation.group("id"), ofInvocation.group("what"));
        } else {
            refuse(exchange, 404, "NotFound", "There is nothing at " + path + " of the Runtime API.");
        }
    }

    private void next(Exchange exchange) throws IOException {
        events.ready();
        Optional<Invocation> taken;
        try {
            taken = next.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            taken = Optional.empty();
        }
        if (taken.isEmpty()) {
            refuse(exchange, 410, "Gone", "This environment is shut down.");
            return;
        }
        var invocation = taken.get();
        current = taken;
        events.delivered(invocation);
        var deadline = clock.instant().plus(head.timeout()).toEpochMilli();
        var headers = new Headers()
                .set("Content-Type", "application/json")
                .set("Lambda-Runtime-Aws-Request-Id", invocation.id())
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline))
                .set("Lambda-Runtime-Invoked-Function-Arn", head.functionArn())
                .set("Lambda-Runtime-Trace-Id", invocation.traceId());
        invocation.request().clientContext().ifPresent(text -> headers.set("Lambda-Runtime-Client-Context", text));
        write(exchange, 200, headers, invocation.request().event().bytes());
    }

    private void ofInvocation(Exchange exchange, String id, String what) throws IOException {
        var invocation = current.filter(each -> each.id().equals(id));
        if (invocation.isEmpty()) {
            refuse(exchange, 400, "InvalidRequestID", "Invalid request ID");
            return;
        }
        boolean first = what.equals("error")
                ? invocation.get().reply(new Reply.Failure(InvokeResult.Cause.HANDLER, Payload.of(error(exchange))))
                : response(exchange, invocation.get());
        if (first) {
            accepted(exchange);
        } else {
            refuse(exchange, 403, "InvalidStateTransition", "State transition is not allowed");
        }
    }

    /** Whoever invoked the function reads the answer while it comes. */
    private static boolean response(Exchange exchange, Invocation invocation) {
        var contentType = exchange.head().headers().first("content-type").orElse("application/json");
        var body = new Reply.Body(exchange.body(), contentType, new CountDownLatch(1));
        if (!invocation.reply(body)) {
            return false;
        }
        try {
            body.taken().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static byte[] error(Exchange exchange) throws IOException {
        var bytes = exchange.body().readNBytes(MOST_ERROR);
        if (bytes.length > 0) {
            return bytes;
        }
        var type = exchange.head().headers().first("lambda-runtime-function-error-type");
        return Json.bytes(Json.object()
                .put("errorType", type.orElse("Runtime.UnknownReason"))
                .put("errorMessage", ""));
    }

    private static void accepted(Exchange exchange) throws IOException {
        var json = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        write(exchange, 202, new Headers().set("Content-Type", "application/json"), json);
    }

    private static void refuse(Exchange exchange, int status, String type, String message) throws IOException {
        var json = Json.object().put("errorType", type).put("errorMessage", message);
        write(exchange, status, new Headers().set("Content-Type", "application/json"), Json.bytes(json));
    }

    private static void write(Exchange exchange, int status, Headers headers, byte[] body) throws IOException {
        try (var out = exchange.respond(status, headers, body.length)) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        var _ = next.offer(Optional.empty());
        server.close();
    }
}
