package io.sluice.lake.webidentity;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a JSON object from an issuer: no redirects, one answer of bounded size within a bounded time. */
final class JsonFetch implements AutoCloseable {
    private static final int LIMIT = 256 * 1024;

    private final Duration patience;
    private final HttpClient http;

    /** @param patience how long all of it may take */
    JsonFetch(Duration patience) {
        this.patience = patience;
        http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** @throws IOException where there is no such answer; the message says why */
    Map<String, Object> get(URI uri) throws IOException {
        Issuers.check(uri.toString());
        var request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .timeout(patience)
                .build();
        var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(JsonFetch::body, Thread::startVirtualThread);
        try {
            return JSONObjectUtils.parse(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new IOException(uri + " did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException(uri + " could not be fetched: " + reason(e.getCause()));
        } catch (ParseException _) {
            throw new IOException(uri + " is not a JSON object");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + uri + " was fetched");
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String body(HttpResponse<InputStream> response) {
        try (var in = response.body()) {
            if (response.statusCode() != 200) {
                throw new java.io.UncheckedIOException(new IOException("status " + response.statusCode()));
            }
            var bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new java.io.UncheckedIOException(new IOException("longer than " + LIMIT + " bytes"));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
