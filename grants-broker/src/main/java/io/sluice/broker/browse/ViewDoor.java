package io.sluice.broker.browse;

import io.sluice.broker.aws.RefusedException;
import io.sluice.broker.aws.UnavailableException;
import io.sluice.broker.aws.Waiting;
import io.sluice.broker.person.IdentityToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The door of the redacted views: asked with the person's own token, and by it who may see what is decided. */
public final class ViewDoor {
    private static final String WHAT = "The redaction service";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final URI address;
    private final Duration patience;
    private final HttpClient http;

    public ViewDoor(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.dividedBy(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * What it answers at this path, which is escaped already.
     *
     * @throws RefusedException where it says no
     * @throws UnavailableException where it does not answer
     */
    HttpResponse<InputStream> get(String path, IdentityToken token) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceFirst("/+$", "") + path))
                .header("Authorization", "Bearer " + token.text())
                .timeout(patience)
                .build();
        HttpResponse<InputStream> answer = await(http.sendAsync(request, BodyHandlers.ofInputStream()));
        if (answer.statusCode() == OK) {
            return answer;
        }
        discard(answer.body());
        if (answer.statusCode() >= SERVER_ERROR) {
            throw new UnavailableException(WHAT, new IOException("It answered " + answer.statusCode()));
        }
        boolean missing = answer.statusCode() == NOT_FOUND;
        throw new RefusedException(
                missing ? "NoSuchKey" : "AccessDenied",
                missing ? "There is nothing of that name in this view." : "The view is not open to you.");
    }

    private HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> answer) {
        long began = System.nanoTime();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new UnavailableException(WHAT, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(WHAT, stopped);
        } finally {
            Waiting.add(System.nanoTime() - began);
        }
    }

    private static void discard(InputStream body) {
        try (body) {
            // what it says beside the status is not passed on
        } catch (IOException alreadyBroken) {
            // nothing more is wanted of it
        }
    }
}
