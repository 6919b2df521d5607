package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.InMemoryConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** Lets the server take bytes as from the wire, and verifies head and body as an operation would that reads its body. */
final class Replay {
    /** @param code {@code OK}, the code of the refusal, or {@code BadRequest} where the head was not HTTP */
    record Outcome(String code, String message, AwsException refusal, Authentication authentication, String body) {
        boolean accepted() {
            return code.equals("OK");
        }

        @Override
        public String toString() {
            return code + ": " + message;
        }
    }

    private Replay() {}

    static Outcome of(SignedCase signed) {
        return of(signed.bytes(), signed.verifier(), signed.service());
    }

    static Outcome of(byte[] request, SignatureVerifier verifier, String service) {
        var outcome = new AtomicReference<>(new Outcome("BadRequest", "not HTTP", null, null, ""));
        try {
            InMemoryConnection.serve(request, exchange -> {
                // A further request behind the first one would be another one: only the first counts.
                if (outcome.get().code().equals("BadRequest")) {
                    outcome.set(verify(verifier, exchange, service));
                }
                exchange.respond(200, new Headers(), 0);
            });
        } catch (IOException e) {
            // The connection cannot serve a further request, since this one's body is short.
            return outcome.get();
        }
        return outcome.get();
    }

    private static Outcome verify(SignatureVerifier verifier, Exchange exchange, String service) throws IOException {
        try {
            var checked = verifier.verify(exchange, service);
            var body = checked.body().readAllBytes();
            return new Outcome("OK", "", null, checked.authentication(), new String(body, StandardCharsets.ISO_8859_1));
        } catch (AwsException e) {
            return new Outcome(e.code().name(), e.getMessage(), e, null, "");
        }
    }
}
