package io.sluice.redaction.door.objectlambda;

import static java.util.Objects.requireNonNull;

import io.sluice.redaction.door.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fetches stored objects by their presigned URLs and with nothing else: the function's own role is never asked, so a reader
 * never sees what the reader may not read. The headers that were signed are sent as the reader sent them, and the
 * conditions, which S3 decides; a range never is
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html">event context</a>).
 */
final class StoredObjects {
    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(50);

    private final InputHosts hosts;
    private final HttpClient http;

    StoredObjects(InputHosts hosts) {
        this.hosts = requireNonNull(hosts);
        // A redirect could lead anywhere.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build();
    }

    /** What S3 answered, success or not; header names in lower case. */
    record Fetched(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {
        Fetched {
            requireNonNull(body);
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }

        @Override
        public String toString() {
            return "Fetched[" + status + "]";
        }
    }

    InputUrl url(ObjectLambdaEvent event) throws RefusedException {
        return InputUrl.of(event.inputUrl(), hosts);
    }

    Fetched fetch(String method, InputUrl url, ObjectLambdaEvent event) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.uri())
                .timeout(TO_ANSWER)
                .method(method, HttpRequest.BodyPublishers.noBody());
        sent(url, event).forEach(request::setHeader);
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            Map<String, String> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
            return new Fetched(response.statusCode(), headers, response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (IOException unanswered) {
            // The message of the client's exception may hold the URL.
            throw new IOException("S3 did not answer: " + unanswered.getClass().getSimpleName());
        }
    }

    static Map<String, String> sent(InputUrl url, ObjectLambdaEvent event) {
        Map<String, String> headers = new TreeMap<>();
        event.headers().forEach((name, value) -> {
            if (!name.equals("range")
                    && (CONDITIONS.contains(name) || url.signedHeaders().contains(name))) {
                headers.put(name, value);
            }
        });
        return headers;
    }
}
