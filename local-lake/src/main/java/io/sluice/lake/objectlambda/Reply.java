package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.s3.RequestBody;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What a function writes, on its way to the caller, whose thread reads it: so a slow caller slows the function, and nothing is kept in
 * between.
 */
final class Reply {
    private final Response response;
    private final RequestBody body;
    private final CompletableFuture<Optional<AwsException>> taken = new CompletableFuture<>();

    Reply(Response response, RequestBody body) {
        this.response = response;
        this.body = body;
    }

    Response response() {
        return response;
    }

    RequestBody body() {
        return body;
    }

    /** The caller has all of it. */
    void delivered() {
        taken.complete(Optional.empty());
    }

    /** The caller has not got all of it. */
    void failed(AwsException why) {
        taken.complete(Optional.of(why));
    }

    /**
     * Waits until the caller has taken all.
     *
     * @throws AwsException where it did not
     */
    void await() throws IOException {
        try {
            taken.get().ifPresent(why -> {
                throw why;
            });
        } catch (InterruptedException _) {
            throw new InterruptedIOException("interrupted while a caller was reading");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
