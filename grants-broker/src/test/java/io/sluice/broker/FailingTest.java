package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Provider, STS or Access Grants down or slow: nothing is given out, it is said plainly and soon, and all is well again by itself. */
@QuarkusTest
@QuarkusTestResource(World.class)
class FailingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    LocalLake lake;
    Provider provider;
    World.Wires wires;

    @TestHTTPResource
    URI broker;

    @AfterEach
    void wellAgain() {
        wires.sts().is(Wire.State.WHOLE);
        wires.s3().is(Wire.State.WHOLE);
        provider.down(false);
    }

    /** Somebody for whom nothing is kept yet. */
    private Visitor newcomer() {
        return new Visitor(broker.toString()).signIn(World.newcomer());
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.State.class,
            names = {"CUT", "SILENT"})
    void withoutStsNothingIsListedOrGiven(Wire.State state) {
        Visitor visitor = new Visitor(broker.toString());
        wires.sts().is(state);
        long began = System.nanoTime();

        Visitor.Answer answer = visitor.trySignIn(World.newcomer());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("does not answer", "Retry", "Nothing was given out");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        wires.sts().is(Wire.State.WHOLE);
        assertThat(visitor.get("/").status()).isEqualTo(200);
        assertThat(visitor.get("/").body()).contains("feedback");
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.State.class,
            names = {"CUT", "SILENT"})
    void withoutAccessGrantsNothingIsGiven(Wire.State state) {
        Visitor visitor = newcomer();
        String entry = visitor.entry("users", "read");
        String csrf = visitor.get(entry).csrf();
        wires.s3().is(state);
        long began = System.nanoTime();

        Visitor.Answer answer = visitor.post(entry, Map.of("csrf", csrf, "permission", "READ", "minutes", "60"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("does not answer", "Retry").doesNotContain("AWS_ACCESS_KEY_ID");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        wires.s3().is(Wire.State.WHOLE);
        assertThat(visitor.credentials("users", "read", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void withoutTheProviderNobodySignsIn() {
        Visitor visitor = new Visitor(broker.toString());
        Visitor.Answer form = visitor.get("/");
        URI callback = URI.create(form.url().toString());
        assertThat(callback.toString()).startsWith(provider.issuer());
        String state = Visitor.found(Pattern.compile("[?&]state=([^&]+)"), callback.getRawQuery());
        provider.down(true);
        long began = System.nanoTime();

        Visitor.Answer answer = visitor.get("/signed-in?code=" + UUID.randomUUID() + "&state=" + state);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("The sign-in did not work", "Retry");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        provider.down(false);
        assertThat(newcomer().get("/me").status()).isEqualTo(200);
    }

    @Test
    void theRefusalOfAnUnknownProgramDoesNotWaitForAws() {
        wires.sts().is(Wire.State.SILENT);

        assertThat(new Visitor(broker.toString()).look("/api/access").status()).isEqualTo(401);
    }
}
