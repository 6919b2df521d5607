package io.sluice.quarkus.deployment.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a provider answers, or says why it does not. */
record Discovery(URI issuer, Process process, Path output) {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    void await() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException("it ended with " + process.exitValue() + ": " + printed());
                }
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException("no answer within " + START_LIMIT.toSeconds() + " s: " + printed());
                }
            }
        }
        if (!process.isAlive()) {
            throw new IOException("somebody else answers at " + issuer + "; is the demo running? " + printed());
        }
    }

    private String printed() throws IOException {
        return Files.readString(output).strip();
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
