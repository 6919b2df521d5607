package io.sluice.lake.objectlambda;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A caller that waits for what a function writes. Whatever comes first counts: an answer that was written, one that was written wrong,
 * or the end of the function.
 */
public final class OpenCall implements AutoCloseable {
    private final ObjectLambdaPoints.Guarded point;
    private final String route;
    private final String token;
    private final Runnable closing;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();

    /** What happened first. */
    sealed interface Turn {
        record Written(Reply reply) implements Turn {}

        record WrittenWrong(String why) implements Turn {}

        record Ended(Outcome outcome) implements Turn {}
    }

    OpenCall(ObjectLambdaPoints.Guarded point, String route, String token, Runnable closing) {
        this.point = point;
        this.route = route;
        this.token = token;
        this.closing = closing;
    }

    /** The Object Lambda access point that the caller came through. */
    public ObjectLambdaPoints.Guarded point() {
        return point;
    }

    String route() {
        return route;
    }

    /** A secret: with it anybody of the account answers the caller. */
    String token() {
        return token;
    }

    /** Whether this is the first answer: there is one at most. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** Hands the caller an answer; tells whether it still waited. */
    boolean write(Reply reply) {
        return turn.complete(new Turn.Written(reply));
    }

    void wroteWrong(String why) {
        turn.complete(new Turn.WrittenWrong(why));
    }

    /** The function ended; from now on its token is nobody's. */
    void ended(Outcome outcome) {
        if (turn.complete(new Turn.Ended(outcome))) {
            close();
        }
    }

    /** Waits for what happens first; that nothing does in time is an end, too. */
    Turn await(Duration most) throws IOException {
        try {
            return turn.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            ended(new Outcome.TimedOut());
            return turn.join();
        } catch (InterruptedException _) {
            throw new InterruptedIOException("interrupted while a function ran");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    @Override
    public String toString() {
        return "OpenCall[" + route + "]";
    }
}
