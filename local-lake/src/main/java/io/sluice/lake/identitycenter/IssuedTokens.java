package io.sluice.lake.identitycenter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import io.sluice.catalogue.RenderedDirectory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens that Identity Center gives, with the claims of <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/trustedidentitypropagation-using-customermanagedapps-setup.html">its ID
 * tokens</a>. There is no refresh token: no application here is configured for that grant.
 */
final class IssuedTokens {
    static final String APPLICATION = "aws:application_arn";
    static final String INSTANCE = "aws:instance_arn";

    private static final String ID_TOKEN = "JWT";
    private static final String CONTEXT = "sts-context+jwt";
    private static final String STS = "sts.amazonaws.com";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Directory directory;
    private final CenterKey key;
    private final Clock clock;

    IssuedTokens(Directory directory, CenterKey key, Clock clock) {
        this.directory = directory;
        this.key = key;
        this.clock = clock;
    }

    TokenAnswer answer(RenderedDirectory.Application application, RenderedDirectory.User user, List<String> scopes) {
        var now = clock.instant();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("accessToken", opaque())
                .put("tokenType", "Bearer")
                .put("expiresIn", LIFE.toSeconds())
                .put("issuedTokenType", "urn:ietf:params:oauth:token-type:access_token");
        var granted = json.putArray("scope");
        scopes.forEach(granted::add);
        String context = context(application, user, now);
        boolean withContext = scopes.contains("sts:identity_context");
        if (scopes.contains("openid")) {
            json.put("idToken", idToken(application, user, withContext ? Optional.of(context) : Optional.empty(), now));
        }
        if (withContext) {
            json.putObject("awsAdditionalDetails").put("identityContext", context);
        }
        return new TokenAnswer(json.toString(), user.id());
    }

    /** It gives access to nothing that is here. */
    private static String opaque() {
        var bytes = new byte[48];
        RANDOM.nextBytes(bytes);
        return "aoa" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String context(RenderedDirectory.Application application, RenderedDirectory.User user, Instant now) {
        return key.sign(
                CONTEXT,
                claims(user, now)
                        .audience(STS)
                        .claim(APPLICATION, application.arn())
                        .claim(INSTANCE, directory.instanceArn())
                        .build());
    }

    private String idToken(
            RenderedDirectory.Application application,
            RenderedDirectory.User user,
            Optional<String> context,
            Instant now) {
        var claims = claims(user, now)
                .audience(application.arn())
                .claim("auth_time", now.getEpochSecond())
                .claim("act", Map.of("sub", application.arn()))
                .claim("aws:identity_store_id", directory.storeId())
                .claim("aws:identity_store_arn", directory.storeArn())
                .claim("aws:instance_account", directory.account())
                .claim(INSTANCE, directory.instanceArn())
                .claim("aws:credential_id", UUID.randomUUID().toString());
        context.ifPresent(assertion -> claims.claim("sts:identity_context", assertion));
        return key.sign(ID_TOKEN, claims.build());
    }

    private JWTClaimsSet.Builder claims(RenderedDirectory.User user, Instant now) {
        String instance = directory.instanceArn();
        return new JWTClaimsSet.Builder()
                .issuer("https://identitycenter.amazonaws.com/" + instance.substring(instance.lastIndexOf('/') + 1))
                .subject(user.id())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)));
    }

    /** What a context assertion says, where this Identity Center has made it for STS. Says nothing of its time. */
    Optional<JWTClaimsSet> context(String assertion) {
        return key.verified(CONTEXT, assertion)
                .filter(claims -> claims.getAudience().contains(STS));
    }
}
