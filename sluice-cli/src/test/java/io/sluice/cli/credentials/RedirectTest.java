package io.sluice.cli.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectTest {
    private static final Issuer ISSUER = new Issuer("https://sign-in.example");

    private final HttpClient browser = HttpClient.newHttpClient();
    private Redirect redirect;

    @BeforeEach
    void listen() throws Exception {
        redirect = Redirect.listen(arrived -> BrowserSignIn.answer(arrived, new State("mine"), ISSUER));
    }

    @AfterEach
    void close() {
        redirect.close();
        browser.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "?code=c1&state=another",
                "?code=c1",
                "?state=mine",
                "?code=c1&state=mine&iss=https://other.example",
                "",
                "/more?code=c1&state=mine",
                "?%ff=1&state=mine"
            })
    void whatIsNotTheAnswerChangesNothing(String strange) throws Exception {
        assertThat(get(strange).statusCode()).isEqualTo(400);

        assertThat(get("?code=c2&state=mine").statusCode()).isEqualTo(200);
        assertThat(answer().toSuccessResponse().getAuthorizationCode().getValue())
                .isEqualTo("c2");
    }

    @Test
    void aRefusalIsAnAnswerToo() throws Exception {
        assertThat(get("?error=access_denied&state=mine").body()).contains("You are not signed in");

        assertThat(answer().toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
    }

    @Test
    void thePageIsNotKeptAndRunsNothing() throws Exception {
        var headers = get("?code=c1&state=mine").headers();

        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
    }

    @Test
    void nobodyIsWaitedForForEver() throws Exception {
        assertThat(redirect.await(Duration.ofMillis(10))).isEmpty();
    }

    private AuthorizationResponse answer() throws InterruptedException {
        return redirect.await(Duration.ofSeconds(20)).orElseThrow();
    }

    private HttpResponse<String> get(String rest) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(redirect.address() + rest)).build();
        return browser.send(request, BodyHandlers.ofString());
    }
}
