package io.sluice.system.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Sluice relies on holds at a real Keycloak too. */
final class KeycloakIT extends SignInContract {
    private static Keycloak provider;

    @BeforeAll
    static void start() throws Exception {
        provider = Keycloak.shared();
    }

    @Override
    IdentityProvider provider() {
        return provider;
    }

    @Test
    void tokensOfBeforeAndAfterAKeyRotationAreVerified() throws Exception {
        try (var agent = new UserAgent(provider.issuer())) {
            var flow = CodeFlow.commandLine(provider.issuer());
            var before = flow.signIn(agent, People.CLEO);
            provider.rotateKeys();
            var laterFlow = CodeFlow.commandLine(provider.issuer());
            var after = laterFlow.signIn(agent, People.CLEO);

            assertThat(keyOf(after.getOIDCTokens().getIDTokenString()))
                    .isNotEqualTo(keyOf(before.getOIDCTokens().getIDTokenString()));
            assertThat(verified(flow, before, DemoProvider.COMMAND_LINE)).isNotNull();
            assertThat(verified(laterFlow, after, DemoProvider.COMMAND_LINE)).isNotNull();
        }
    }

    @Test
    void signOutTellsTheApplicationBehindTheBrowsersBack() throws Exception {
        var told = new CompletableFuture<String>();
        var application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            told.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        application.start();
        try (var agent = new UserAgent(provider.issuer())) {
            provider.backChannelLogout(
                    URI.create("http://localhost:" + application.getAddress().getPort() + "/logout"));
            var flow = CodeFlow.broker(provider.issuer(), BROKER_REDIRECT);
            var tokens = flow.signIn(agent, People.CLEO).getOIDCTokens();

            agent.get(URI.create(
                    flow.provider().getEndSessionEndpointURI() + "?id_token_hint=" + tokens.getIDTokenString()));

            var form = URLUtils.parseParameters(told.get(20, TimeUnit.SECONDS));
            var logout = SignedJWT.parse(form.get("logout_token").getFirst()).getJWTClaimsSet();
            var signedIn = tokens.getIDToken().getJWTClaimsSet();
            assertThat(logout.getSubject()).isEqualTo(People.CLEO.id()).isEqualTo(signedIn.getSubject());
            assertThat(logout.getStringClaim("sid")).isEqualTo(signedIn.getStringClaim("sid"));
            assertThat(logout.getJSONObjectClaim("events"))
                    .containsKey("http://schemas.openid.net/event/backchannel-logout");
        } finally {
            application.stop(0);
        }
    }

    private static String keyOf(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
