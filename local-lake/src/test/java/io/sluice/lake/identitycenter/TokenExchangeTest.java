package io.sluice.lake.identitycenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.lake.grants.ShopFast;
import io.sluice.lake.webidentity.Issuer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamRequest;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.InvalidRequestException;
import software.amazon.awssdk.services.ssooidc.model.InvalidScopeException;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;
import software.amazon.awssdk.services.ssooidc.model.UnauthorizedClientException;
import software.amazon.awssdk.services.ssooidc.model.UnsupportedGrantTypeException;
import software.amazon.awssdk.services.sts.model.ProvidedContext;
import software.amazon.awssdk.services.sts.model.StsException;

/** The exchange of a token as the SDK sees it, and what its outcome is good for. */
class TokenExchangeTest {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String CLIENT_ROLE = "grantsBrokerRole";

    @TempDir
    private static Path folder;

    private static ShopFast shop;
    private static String application;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopFast(folder);
        application = shop.application();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static CreateTokenWithIamResponse exchange(
            AwsCredentials caller, String token, Consumer<CreateTokenWithIamRequest.Builder> change) {
        try (var oidc = shop.oidc(caller)) {
            return oidc.createTokenWithIAM(r -> {
                r.clientId(application).grantType(JWT_BEARER).assertion(token);
                change.accept(r);
            });
        }
    }

    private static SsoOidcException refused(
            AwsCredentials caller, String token, Consumer<CreateTokenWithIamRequest.Builder> change) {
        return catchThrowableOfType(SsoOidcException.class, () -> exchange(caller, token, change));
    }

    private static SsoOidcException refused(String token) {
        return refused(shop.role(CLIENT_ROLE), token, _ -> {});
    }

    @Test
    void tellsWhoItIsInTheIdTokenAndInTheIdentityContext() throws Exception {
        var answer = exchange(shop.role(CLIENT_ROLE), shop.issuer().token("mary.marketing"), _ -> {});

        assertThat(answer.tokenType()).isEqualTo("Bearer");
        assertThat(answer.expiresIn()).isEqualTo(3600);
        assertThat(answer.scope())
                .containsExactlyInAnyOrder("sts:identity_context", "openid", "aws", "s3:access_grants:read_write");
        var claims = SignedJWT.parse(answer.idToken()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("sts:identity_context"))
                .isEqualTo(answer.awsAdditionalDetails().identityContext());
        assertThat(claims.getStringClaim("aws:instance_arn")).isEqualTo(ShopFast.IDENTITY_CENTER);
        assertThat(claims.getAudience()).containsExactly(application);
        assertThat(answer.awsAdditionalDetails().identityContext().length()).isLessThanOrEqualTo(2048);
        assertThat(answer.toString()).doesNotContain(answer.idToken());
    }

    record Refusal(String name, Class<? extends SsoOidcException> type, UnaryOperator<JWTClaimsSet.Builder> claims) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refusal> tokens() {
        return Stream.of(
                new Refusal("another issuer", InvalidGrantException.class, c -> c.issuer("https://evil.example")),
                new Refusal("another audience", InvalidGrantException.class, c -> c.audience("other")),
                new Refusal("no claim to map", InvalidGrantException.class, c -> c.claim("email", null)),
                new Refusal("nobody's claim", InvalidGrantException.class, c -> c.claim("email", "eve@evil.example")),
                new Refusal("no subject", InvalidGrantException.class, c -> c.subject(null)),
                new Refusal(
                        "expired",
                        ExpiredTokenException.class,
                        c -> c.expirationTime(Date.from(Instant.now().minusSeconds(1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void refuses(Refusal refusal) {
        assertThat(refused(shop.issuer().token("mary.marketing", refusal.claims())))
                .isInstanceOf(refusal.type());
    }

    record Wrong(
            String name, Class<? extends SsoOidcException> type, Consumer<CreateTokenWithIamRequest.Builder> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> requests() {
        return Stream.of(
                new Wrong("no assertion", InvalidRequestException.class, r -> r.assertion(null)),
                new Wrong("no token", InvalidGrantException.class, r -> r.assertion("eyJ.x.y")),
                new Wrong("refresh", UnauthorizedClientException.class, r -> r.grantType("refresh_token")),
                new Wrong("password", UnsupportedGrantTypeException.class, r -> r.grantType("password")),
                new Wrong("more scopes", InvalidScopeException.class, r -> r.scope("sso:account:access")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void refusesTheRequest(Wrong wrong) {
        var refusal = refused(shop.role(CLIENT_ROLE), shop.issuer().token("mary.marketing"), wrong.change());

        assertThat(refusal).isInstanceOf(wrong.type());
        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAnApplicationThatIsNotThere() {
        var refusal = refused(
                shop.administrator(),
                shop.issuer().token("mary.marketing"),
                r -> r.clientId("arn:aws:sso::111122223333:application/ssoins-7223b1a9c0d4e5f6/apl-0"));

        assertThat(refusal).isInstanceOf(InvalidClientException.class);
        assertThat(refusal.statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWhoIsNoActorOfTheApplicationAndWhoHasNoPermission() {
        var token = shop.issuer().token("mary.marketing");

        assertThat(denied(shop.administrator(), token)).contains("actor policy of the application");
        assertThat(denied(shop.role("ShopFast-Marketing"), token))
                .contains("is not authorized to perform: sso-oauth:CreateTokenWithIAM on resource: " + application
                        + " because no identity-based policy allows the sso-oauth:CreateTokenWithIAM action");
        assertThat(exchange(shop.role(CLIENT_ROLE), token, _ -> {}).idToken()).isNotEmpty();
    }

    private static String denied(AwsCredentials caller, String token) {
        return catchThrowableOfType(AccessDeniedException.class, () -> exchange(caller, token, _ -> {}))
                .errorDescription();
    }

    @Test
    void refusesASignatureThatDoesNotHold() {
        var refusal = refused(
                AwsBasicCredentials.create("AKIANOBODY0000000001", "wrong"),
                shop.issuer().token("mary.marketing"),
                _ -> {});

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void exchangesATokenOnceEvenOverARestart() throws Exception {
        var token = shop.issuer().token("sam.sales");
        var withoutId = shop.issuer().token("sam.sales", c -> c.jwtID(null));
        exchange(shop.role(CLIENT_ROLE), token, _ -> {});
        exchange(shop.role(CLIENT_ROLE), withoutId, _ -> {});

        assertThat(refused(token)).isInstanceOf(InvalidGrantException.class);
        shop.restart();
        assertThat(refused(token)).isInstanceOf(InvalidGrantException.class);
        assertThat(refused(withoutId)).isInstanceOf(InvalidGrantException.class);
    }

    @Test
    void refusedAttemptDoesNotUseATokenUp() {
        var token = shop.issuer().token("mary.marketing");
        refused(shop.administrator(), token, _ -> {});
        refused(shop.role(CLIENT_ROLE), token, r -> r.scope("sso:account:access"));

        assertThat(exchange(shop.role(CLIENT_ROLE), token, _ -> {}).idToken()).isNotEmpty();
    }

    @Test
    void givesNoContextThatWasNotAskedFor() {
        var answer =
                exchange(shop.role(CLIENT_ROLE), shop.issuer().token("mary.marketing"), r -> r.scope("openid", "aws"));

        assertThat(answer.awsAdditionalDetails()).isNull();
        assertThat(answer.scope()).containsExactlyInAnyOrder("openid", "aws");
    }

    @Test
    void failsWhereTheIssuerDoesNotShowItsKeys() {
        var key = shop.issuer().key();
        shop.issuer().rotate(Issuer.rsa());
        shop.issuer().answerWith(503);

        var refusal = refused(shop.issuer().token("mary.marketing"));

        shop.issuer().answerWith(200);
        shop.issuer().rotate(key);
        assertThat(refusal.statusCode()).isEqualTo(500);
    }

    private static StsException contextRefused(AwsCredentials caller, String role, List<String> contexts) {
        try (var sts = shop.sts(caller)) {
            return catchThrowableOfType(
                    StsException.class,
                    () -> sts.assumeRole(r -> r.roleArn(role)
                            .roleSessionName("session")
                            .providedContexts(contexts.stream()
                                    .map(context -> ProvidedContext.builder()
                                            .providerArn("arn:aws:iam::aws:contextProvider/IdentityCenter")
                                            .contextAssertion(context)
                                            .build())
                                    .toList())));
        }
    }

    private static String context(String person) {
        return exchange(shop.role(CLIENT_ROLE), shop.issuer().token(person), _ -> {})
                .awsAdditionalDetails()
                .identityContext();
    }

    @Test
    void takesNoContextButItsOwn() {
        var client = shop.role(CLIENT_ROLE);
        var idToken =
                exchange(client, shop.issuer().token("mary.marketing"), _ -> {}).idToken();

        for (var forged : List.of("AAAA", shop.issuer().token("mary.marketing"), idToken)) {
            var refusal = contextRefused(client, ShopFast.BEARER, List.of(forged));
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
            assertThat(refusal.getMessage()).doesNotContain(forged);
        }
    }

    @Test
    void takesFiveContextsOfOnePersonAtMost() {
        var mary = context("mary.marketing");

        assertThat(contextRefused(shop.role(CLIENT_ROLE), ShopFast.BEARER, List.of(mary, mary, mary, mary, mary, mary))
                        .getMessage())
                .contains("Member must have length less than or equal to 5");
        assertThat(contextRefused(shop.role(CLIENT_ROLE), ShopFast.BEARER, List.of(mary, context("sam.sales")))
                        .getMessage())
                .contains("one and the same user");
        assertThat(contextRefused(shop.role(CLIENT_ROLE), ShopFast.BEARER, List.of(mary, mary)))
                .isNull();
    }

    @Test
    void roleThatDoesNotLetContextsBeSetTakesNone() {
        var refusal = contextRefused(
                shop.administrator(),
                "arn:aws:iam::111122223333:role/ShopFast-Marketing",
                List.of(context("mary.marketing")));

        assertThat(refusal.awsErrorDetails().errorMessage())
                .contains("is not authorized to perform: sts:SetContext on resource: ");
    }

    @Test
    void bearerRoleIsAssumedByTheClientAloneAndOnlyForSomebody() {
        assertThat(contextRefused(shop.administrator(), ShopFast.BEARER, List.of(context("mary.marketing")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(contextRefused(shop.role(CLIENT_ROLE), ShopFast.BEARER, List.of())
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("AccessDenied");
    }

    @Test
    void chainOfRolesLastsAnHourAtMost() {
        try (var sts = shop.sts(shop.role(CLIENT_ROLE))) {
            var refusal = catchThrowableOfType(
                    StsException.class,
                    () -> sts.assumeRole(r -> r.roleArn(ShopFast.BEARER)
                            .roleSessionName("mary")
                            .durationSeconds(3601)
                            .providedContexts(ProvidedContext.builder()
                                    .providerArn("arn:aws:iam::aws:contextProvider/IdentityCenter")
                                    .contextAssertion(context("mary.marketing"))
                                    .build())));

            assertThat(refusal.awsErrorDetails().errorMessage()).contains("1 hour session limit");
        }
    }
}
