package io.sluice.lake.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.lake.principals.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One request as a real signer put it on the wire.
 *
 * @param instant the time it was signed at
 * @param sessionToken empty for long-lived keys
 * @param request the bytes, base64
 */
@JsonPropertyOrder({"name", "service", "accessKeyId", "secretAccessKey", "sessionToken", "instant", "request"})
@JsonInclude(JsonInclude.Include.ALWAYS)
record SignedCase(
        String name,
        String service,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        String instant,
        String request) {
    static final List<String> FILES = List.of("java-sdk.jsonl", "python.jsonl");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<SignedCase> all() {
        return FILES.stream().flatMap(SignedCase::load);
    }

    static SignedCase named(String name) {
        return all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static Stream<SignedCase> load(String file) {
        var cases = new ArrayList<SignedCase>();
        try (var in = SignedCase.class.getResourceAsStream("/signing/" + file)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var line : text.lines().toList()) {
                cases.add(JSON.readValue(line, SignedCase.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases.stream();
    }

    String json() throws IOException {
        return JSON.writeValueAsString(this);
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(request);
    }

    Instant signedAt() {
        return Instant.parse(instant);
    }

    Clock clock() {
        return Clock.fixed(signedAt().plusSeconds(1), ZoneOffset.UTC);
    }

    Credentials credentials() {
        var session = sessionToken.isEmpty()
                ? Optional.<Credentials.Session>empty()
                : Optional.of(new Credentials.Session(sessionToken, signedAt().plus(Duration.ofHours(1))));
        return new Credentials(accessKeyId, secretAccessKey, session);
    }

    SignatureVerifier verifier() {
        return verifier(clock());
    }

    SignatureVerifier verifier(Clock clock) {
        return new SignatureVerifier(
                id -> id.equals(accessKeyId) ? Optional.of(credentials()) : Optional.empty(), "us-east-1", clock);
    }

    @Override
    public String toString() {
        return name;
    }
}
