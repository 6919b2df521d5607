package io.sluice.lake.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One invocation on its way through an execution environment. Its reply and its end come once each, whoever is first. */
final class Invocation {
    private final InvokeRequest request;
    private final String traceId;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile long deliveredAt;

    Invocation(InvokeRequest request, Instant now) {
        this.request = request;
        this.traceId = traceId(now);
    }

    /** As X-Ray forms it; nothing is sampled. */
    private static String traceId(Instant now) {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return "Root=1-" + hex.toHexDigits((int) now.getEpochSecond()) + "-"
                + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt())
                + ";Parent=" + hex.toHexDigits(random.nextLong()) + ";Sampled=0";
    }

    InvokeRequest request() {
        return request;
    }

    String id() {
        return request.requestId();
    }

    String traceId() {
        return traceId;
    }

    void delivered() {
        deliveredAt = System.nanoTime();
    }

    /** Since the runtime took it. */
    long nanos() {
        return deliveredAt == 0 ? 0 : System.nanoTime() - deliveredAt;
    }

    /** Whether this is the reply; a later one is none. */
    boolean reply(Reply given) {
        return reply.complete(given);
    }

    /**
     * Nothing more comes of it.
     *
     * @param log what the function logged in the end
     */
    void end(String log) {
        ended.complete(log);
    }

    /** Waits at most that long; an answer may still come later, to nobody. */
    Optional<Reply> awaitReply(Duration most) {
        try {
            return Optional.of(reply.get(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            var _ = reply.thenAccept(Invocation::drop);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reply never fails", e);
        }
    }

    private static void drop(Reply unwanted) {
        switch (unwanted) {
            case Reply.Body body -> body.close();
            case Reply.Failure _ -> {}
        }
    }

    void whenEnded(Runnable action) {
        var _ = ended.thenRun(action);
    }

    /** Waits until the environment is ready for the next one or gone, and gives the log. */
    String awaitEnd() {
        return ended.join();
    }
}
