package io.sluice.system.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.system.LakeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The lake believes a real Keycloak, and nobody who only looks like it. */
final class KeycloakLakeIT {
    private static final String SUPPORT = "ShopFast-CustomerSupport";

    @TempDir
    static Path scratch;

    private static Keycloak provider;
    private static LakeProcess lake;
    private static StsClient sts;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        provider = Keycloak.shared();
        lake = LakeProcess.start(
                scratch, "--catalogue=" + Files.writeString(scratch.resolve("catalogue.yaml"), provider.catalogue()));
        sts = StsClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
        token = tokenOf(People.CLEO);
    }

    @AfterAll
    static void stop() {
        if (sts != null) {
            sts.close();
            lake.close();
        }
    }

    @Test
    void aTokenAssumesTheRoleOfItsDepartment() {
        assertThat(assume(SUPPORT, token)).endsWith(":assumed-role/" + SUPPORT + "/cleo");
    }

    @Test
    void aTokenOfBeforeTheKeysWereRotatedAndOneOfAfterwardsAreBothGood() throws Exception {
        provider.rotateKeys();

        assertThat(assume(SUPPORT, token)).endsWith("/cleo");
        assertThat(assume(SUPPORT, tokenOf(People.CLEO))).endsWith("/cleo");
    }

    @Test
    void anotherDepartmentsRoleIsRefused() {
        refused("ShopFast-Sales", token, "AccessDenied");
    }

    @Test
    void aTokenSignedBySomebodyElseIsRefused() throws Exception {
        var key = new RSAKeyGenerator(2048).generate();
        var real = SignedJWT.parse(token);
        var forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(real.getHeader().getKeyID())
                        .build(),
                real.getJWTClaimsSet());
        forged.sign(new RSASSASigner(key));

        refused(SUPPORT, forged.serialize(), "InvalidIdentityToken");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() throws Exception {
        refused(SUPPORT, new PlainJWT(SignedJWT.parse(token).getJWTClaimsSet()).serialize(), "InvalidIdentityToken");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        var key = new RSAKeyGenerator(2048).generate();
        var claims = new JWTClaimsSet.Builder(SignedJWT.parse(token).getJWTClaimsSet())
                .issuer("http://localhost:1/realms/shopfast")
                .build();
        var foreign = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        foreign.sign(new RSASSASigner(key));

        refused(SUPPORT, foreign.serialize(), "InvalidIdentityToken");
    }

    @Test
    void anAccessTokenForAnotherAudienceIsRefused() throws Exception {
        try (var agent = new UserAgent(provider.issuer())) {
            var tokens = CodeFlow.commandLine(provider.issuer()).signIn(agent, People.CLEO);
            var accessToken = tokens.getOIDCTokens().getAccessToken().getValue();

            refused(SUPPORT, accessToken, "InvalidIdentityToken");
        }
    }

    private static String tokenOf(People person) throws Exception {
        try (var agent = new UserAgent(provider.issuer())) {
            return CodeFlow.commandLine(provider.issuer())
                    .signIn(agent, person)
                    .getOIDCTokens()
                    .getIDTokenString();
        }
    }

    private static String assume(String role, String webIdentity) {
        return sts.assumeRoleWithWebIdentity(call -> call.roleArn("arn:aws:iam::111122223333:role/" + role)
                        .roleSessionName("cleo")
                        .webIdentityToken(webIdentity))
                .assumedRoleUser()
                .arn();
    }

    private static void refused(String role, String webIdentity, String code) {
        assertThatThrownBy(() -> assume(role, webIdentity))
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
