package io.sluice.system.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's provider is one that Sluice can rely on. */
final class DemoProviderIT extends SignInContract {
    @TempDir
    static Path scratch;

    private static DemoProvider provider;

    @BeforeAll
    static void start() throws Exception {
        provider = DemoProvider.start(scratch, List.of(BROKER_REDIRECT));
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Override
    IdentityProvider provider() {
        return provider;
    }

    @Test
    void itPrintsWhatItRefusesAndNoTokenOrPassword() throws Exception {
        var flow = CodeFlow.commandLine(provider.issuer());
        try (var agent = new UserAgent(provider.issuer())) {
            var code = flow.redirected(agent, People.CLEO).parameters().get("code");
            flow.exchange(code, flow.verifier());
            flow.exchange(code, flow.verifier());

            assertThat(Files.readAllLines(provider.log()))
                    .isNotEmpty()
                    .allMatch(line -> line.contains(" WARNING "))
                    .noneMatch(line -> line.contains("eyJ") || line.contains(code) || line.contains("test-cleo"));
        }
    }

    @Test
    void tokensOfBeforeAndAfterAKeyRotationAreVerified() throws Exception {
        try (var rotating = DemoProvider.start(scratch, List.of(BROKER_REDIRECT), Duration.ofSeconds(3));
                var agent = new UserAgent(rotating.issuer())) {
            var flow = CodeFlow.commandLine(rotating.issuer());
            var before = flow.signIn(agent, People.CLEO);
            var laterFlow = CodeFlow.commandLine(rotating.issuer());
            var after = laterFlow.signIn(agent, People.CLEO);
            for (int tries = 0; key(after).equals(key(before)) && tries < 1_000; tries++) {
                laterFlow = CodeFlow.commandLine(rotating.issuer());
                after = laterFlow.signIn(agent, People.CLEO);
            }

            assertThat(key(after)).isNotEqualTo(key(before));
            assertThat(verified(flow, before, DemoProvider.COMMAND_LINE)).isNotNull();
            assertThat(verified(laterFlow, after, DemoProvider.COMMAND_LINE)).isNotNull();
        }
    }

    private static String key(OIDCTokenResponse tokens) throws Exception {
        return SignedJWT.parse(tokens.getOIDCTokens().getIDTokenString())
                .getHeader()
                .getKeyID();
    }
}
