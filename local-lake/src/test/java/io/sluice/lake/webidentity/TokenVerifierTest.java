package io.sluice.lake.webidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.lake.webidentity.TokenException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final Set<String> CLIENTS = Set.of(Issuer.CLIENT);

    private Issuer issuer;
    private TokenVerifier verifier;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        verifier = new TokenVerifier(Duration.ofSeconds(2), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        verifier.close();
        issuer.close();
    }

    private WebToken verified(String token) throws TokenException {
        return verifier.verify(token, issuer.url(), CLIENTS);
    }

    private Reason refused(String token) {
        return catchThrowableOfType(TokenException.class, () -> verified(token)).reason();
    }

    static Stream<Arguments> keys() {
        return Stream.of(Arguments.of("RS256", Issuer.rsa()), Arguments.of("ES256", Issuer.ec()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void believesATokenThatAPublishedKeyHasSigned(String algorithm, JWK key) throws Exception {
        issuer.rotate(key);

        var token = verified(issuer.token("mary"));

        assertThat(token.subject()).isEqualTo("mary");
        assertThat(token.text("email")).contains("mary@shopfast.example");
        assertThat(token.audience()).containsExactly(Issuer.CLIENT);
    }

    record Forgery(String name, Function<Issuer, String> token, Reason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Forgery claims(String name, Reason reason, UnaryOperator<JWTClaimsSet.Builder> change) {
        return new Forgery(name, issuer -> issuer.token("mary", change), reason);
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery("no signature", TokenVerifierTest::plain, Reason.MALFORMED),
                new Forgery("HMAC with the public key", TokenVerifierTest::hmac, Reason.MALFORMED),
                new Forgery("another key", issuer -> Issuer.sign(Issuer.rsa(), mary(issuer)), Reason.SIGNATURE),
                new Forgery("another key under the same id", TokenVerifierTest::stolenId, Reason.SIGNATURE),
                new Forgery("changed claims", TokenVerifierTest::changed, Reason.SIGNATURE),
                new Forgery("no token", _ -> "eyJ.x.y", Reason.MALFORMED),
                new Forgery("nothing", _ -> "", Reason.MALFORMED),
                claims("expired", Reason.EXPIRED, c -> c.expirationTime(in(-1))),
                claims("not yet", Reason.NOT_YET, c -> c.notBeforeTime(in(120))),
                claims("made in the future", Reason.NOT_YET, c -> c.issueTime(in(120))),
                claims("another issuer", Reason.ISSUER, c -> c.issuer("https://evil.example")),
                claims("another audience", Reason.AUDIENCE, c -> c.audience("somebody-else")),
                claims("no audience", Reason.CLAIM, c -> c.audience((String) null)),
                claims("no subject", Reason.CLAIM, c -> c.subject(null)),
                claims("no end", Reason.CLAIM, c -> c.expirationTime(null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void refuses(Forgery forgery) {
        assertThat(refused(forgery.token().apply(issuer))).isEqualTo(forgery.reason());
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet mary(Issuer issuer) {
        return issuer.claims("mary", UnaryOperator.identity());
    }

    private static String plain(Issuer issuer) {
        return new PlainJWT(mary(issuer)).serialize();
    }

    private static String hmac(Issuer issuer) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(issuer.key().getKeyID())
                            .build(),
                    mary(issuer));
            jwt.sign(new MACSigner(issuer.key().toRSAKey().toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stolenId(Issuer issuer) {
        var other = new com.nimbusds.jose.jwk.RSAKey.Builder(Issuer.rsa())
                .keyID(issuer.key().getKeyID())
                .build();
        return Issuer.sign(other, mary(issuer));
    }

    private static String changed(Issuer issuer) {
        var parts = issuer.token("mary").split("\\.", -1);
        var other = issuer.token("hana").split("\\.", -1);
        return parts[0] + "." + other[1] + "." + parts[2];
    }

    @Test
    void takesANewKeyAtOnceAndRefusesTheOneThatIsGone() throws Exception {
        var before = issuer.token("mary");
        verified(before);
        issuer.rotate(Issuer.ec());

        assertThat(verified(issuer.token("mary")).subject()).isEqualTo("mary");
        assertThat(refused(before)).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void fetchesKeysOnceForManyTokens() throws Exception {
        for (int i = 0; i < 50; i++) {
            verified(issuer.token("mary"));
        }

        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void madeUpKeyIdsDoNotMakeItALoadOnTheIssuer() throws Exception {
        var forged = Issuer.rsa();
        for (int i = 0; i < 50; i++) {
            assertThat(refused(Issuer.sign(forged, mary(issuer)))).isEqualTo(Reason.SIGNATURE);
        }

        assertThat(issuer.fetches()).isLessThanOrEqualTo(7);
        assertThat(verified(issuer.token("mary")).subject()).isEqualTo("mary");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {302, 404, 500})
    void believesNothingWhereTheIssuerDoesNotShowItsKeys(int status) throws Exception {
        issuer.answerWith(status);
        assertThat(refused(issuer.token("mary"))).isEqualTo(Reason.UNREACHABLE);

        issuer.answerWith(200);
        assertThat(verified(issuer.token("mary")).subject()).isEqualTo("mary");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"issuer\": \"https://evil.example\", \"jwks_uri\": \"%s/keys\"}",
                "{\"issuer\": \"%s\", \"jwks_uri\": \"http://evil.example/keys\"}",
                "{\"issuer\": \"%s\", \"jwks_uri\": \"file:///etc/passwd\"}",
                "{\"issuer\": \"%s\"}",
                "[]"
            })
    void believesNoDiscoveryDocumentThatIsNotTheIssuers(String document) {
        issuer.discover(document.formatted(issuer.url()));

        assertThat(refused(issuer.token("mary"))).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void doesNotWaitForAnIssuerThatDoesNotAnswer() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var impatient = new TokenVerifier(Duration.ofMillis(300), Clock.systemUTC())) {
            var url = "http://localhost:" + silent.getLocalPort();
            var token = issuer.token("mary", c -> c.issuer(url));

            var refusal = catchThrowableOfType(TokenException.class, () -> impatient.verify(token, url, CLIENTS));

            assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "http://idp.example.com",
                "http://127.0.0.1.evil.example",
                "https://user@idp.example.com",
                "https://idp.example.com?x=1",
                "ftp://localhost",
                "localhost",
                ""
            })
    void takesKeysFromNowhereElse(String url) {
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> Issuers.check(url)))
                .hasMessageContaining("https, or http on localhost");
    }
}
