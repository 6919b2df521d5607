package io.sluice.lake.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import io.sluice.lake.grants.ShopFast;
import io.sluice.lake.webidentity.Issuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** AssumeRoleWithWebIdentity as the SDK sees it. */
class WebIdentityTest {
    private static final String MARKETING = "arn:aws:iam::111122223333:role/ShopFast-Marketing";

    @TempDir
    private static Path folder;

    private static ShopFast shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopFast(folder);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static AssumeRoleWithWebIdentityResponse assume(
            String token, Consumer<AssumeRoleWithWebIdentityRequest.Builder> change) {
        try (var sts = shop.sts(null)) {
            return sts.assumeRoleWithWebIdentity(r -> {
                r.roleArn(MARKETING).roleSessionName("mary@shopfast.example").webIdentityToken(token);
                change.accept(r);
            });
        }
    }

    private static StsException refused(String token, Consumer<AssumeRoleWithWebIdentityRequest.Builder> change) {
        return catchThrowableOfType(StsException.class, () -> assume(token, change));
    }

    private static String code(StsException refusal) {
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }

    @Test
    void givesASessionOfTheRoleAndTellsWhoseItIs() {
        var answer = assume(shop.issuer().token("mary.marketing"), _ -> {});

        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo("mary.marketing");
        assertThat(answer.audience()).isEqualTo(Issuer.CLIENT);
        assertThat(answer.provider()).isEqualTo(shop.issuer().url());
        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/ShopFast-Marketing/mary@shopfast.example");
        assertThat(Duration.between(Instant.now(), answer.credentials().expiration()))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    record Refusal(String name, String code, String message, UnaryOperator<JWTClaimsSet.Builder> claims) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refusal> tokens() {
        return Stream.of(
                new Refusal(
                        "somebody else's role",
                        "403 AccessDenied",
                        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
                        c -> c.subject("sam.sales")),
                new Refusal(
                        "another audience",
                        "400 InvalidIdentityToken",
                        "Incorrect token audience",
                        c -> c.audience("other")),
                new Refusal(
                        "issued to another party",
                        "400 InvalidIdentityToken",
                        "Incorrect token audience",
                        c -> c.claim("azp", "other")),
                new Refusal(
                        "another issuer",
                        "400 InvalidIdentityToken",
                        "No OpenIDConnect provider found in your account for https://evil.example",
                        c -> c.issuer("https://evil.example")),
                new Refusal(
                        "expired",
                        "400 ExpiredTokenException",
                        "Token expired: current date/time",
                        c -> c.expirationTime(Date.from(Instant.now().minusSeconds(1)))),
                new Refusal(
                        "not yet",
                        "403 IDPRejectedClaim",
                        "not valid yet",
                        c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))),
                new Refusal(
                        "tags that the role does not take",
                        "403 AccessDenied",
                        "Not authorized to perform sts:TagSession",
                        c -> c.claim(
                                "https://aws.amazon.com/tags",
                                Map.of("principal_tags", Map.of("department", List.of("sales"))))),
                new Refusal(
                        "tags that are none",
                        "400 InvalidIdentityToken",
                        "session tags of the token are not valid",
                        c -> c.claim("https://aws.amazon.com/tags", "sales")),
                new Refusal(
                        "a source identity that is none",
                        "400 InvalidIdentityToken",
                        "source identity of the token is not valid",
                        c -> c.claim("https://aws.amazon.com/source_identity", List.of("hana"))),
                new Refusal(
                        "a source identity that the role does not take",
                        "403 AccessDenied",
                        "Not authorized to perform sts:SetSourceIdentity",
                        c -> c.claim("https://aws.amazon.com/source_identity", "hana")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void refuses(Refusal refusal) {
        var refused = refused(shop.issuer().token("mary.marketing", refusal.claims()), _ -> {});

        assertThat(code(refused)).isEqualTo(refusal.code());
        assertThat(refused.awsErrorDetails().errorMessage()).contains(refusal.message());
    }

    @ParameterizedTest(name = "{0} seconds: {1}")
    @CsvSource({"899, 400 ValidationError", "43201, 400 ValidationError", "3601, 400 ValidationError"})
    void refusesADurationOutsideTheLimits(int seconds, String code) {
        var refused = refused(shop.issuer().token("mary.marketing"), r -> r.durationSeconds(seconds));

        assertThat(code(refused)).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"x", "a b", "mary/marketing"})
    void refusesASessionNameThatIsNone(String name) {
        assertThat(code(refused(shop.issuer().token("mary.marketing"), r -> r.roleSessionName(name))))
                .isEqualTo("400 ValidationError");
    }

    @Test
    void refusesATokenThatIsNoneWithoutEchoingIt() {
        var refused = refused("eyJ.secret.token", _ -> {});

        assertThat(code(refused)).isEqualTo("400 InvalidIdentityToken");
        assertThat(refused.getMessage()).doesNotContain("secret");
    }

    @Test
    void refusesARoleThatIsNotThereInTheSameWords() {
        var refused = refused(
                shop.issuer().token("mary.marketing"), r -> r.roleArn("arn:aws:iam::111122223333:role/nobodysRole"));

        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    @Test
    void saysThatTheProviderDoesNotAnswerAndRecovers() throws Exception {
        var key = shop.issuer().key();
        shop.issuer().rotate(Issuer.rsa());
        shop.issuer().answerWith(503);

        assertThat(code(refused(shop.issuer().token("mary.marketing"), _ -> {})))
                .isEqualTo("400 IDPCommunicationError");
        shop.issuer().answerWith(200);
        assertThat(assume(shop.issuer().token("mary.marketing"), _ -> {}).credentials())
                .isNotNull();
        shop.issuer().rotate(key);
    }

    @Test
    void limitsTheSessionByAPolicyThatIsPassed() {
        var refused = refused(shop.issuer().token("mary.marketing"), r -> r.policy("{}"));

        assertThat(code(refused)).isEqualTo("400 MalformedPolicyDocument");
    }
}
