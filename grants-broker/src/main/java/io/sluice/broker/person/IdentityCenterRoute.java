package io.sluice.broker.person;

import io.sluice.broker.aws.Aws;
import io.sluice.broker.aws.Shared;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ProvidedContext;

/**
 * Trusted identity propagation: <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateTokenWithIAM.html">CreateTokenWithIAM</a> takes the
 * provider's token and gives the person's identity context, and AssumeRole with it as a <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_ProvidedContext.html">provided context</a> gives a session of the
 * identity bearer role. A token is taken once only, so what it was exchanged for is kept apart from the session.
 */
public final class IdentityCenterRoute implements Route {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String CONTEXT_PROVIDER = "arn:aws:iam::aws:contextProvider/IdentityCenter";

    private final SsoOidcClient tokens;
    private final StsClient sts;
    private final Bearer bearer;
    private final Shared<String, Context> exchanged;

    /**
     * Which application of Identity Center the broker is, and the role that its sessions are of.
     *
     * @param session how long a session lasts; an hour at most, since the broker's own identity is a role too
     */
    public record Bearer(String applicationArn, String roleArn, Duration session) {}

    private record Context(String assertion, Duration lasts) {
        @Override
        public String toString() {
            return "Context[…]";
        }
    }

    public IdentityCenterRoute(SsoOidcClient tokens, StsClient sts, Bearer bearer, Clock clock) {
        this.tokens = tokens;
        this.sts = sts;
        this.bearer = bearer;
        this.exchanged = new Shared<>(clock, Context::lasts);
    }

    @Override
    public boolean throughApplication() {
        return true;
    }

    @Override
    public List<String> names(Person person) {
        return List.of(bearer.roleArn());
    }

    @Override
    public Caller fetch(SignedIn who, String name) {
        Context context = exchanged.get(who.token().fingerprint(), () -> exchange(who.token()));
        Credentials keys = Aws.ask(
                "The sign-in service of AWS",
                () -> sts.assumeRole(assume -> assume.roleArn(bearer.roleArn())
                                .roleSessionName(who.person().sessionName())
                                .durationSeconds(
                                        Math.toIntExact(bearer.session().toSeconds()))
                                .providedContexts(ProvidedContext.builder()
                                        .providerArn(CONTEXT_PROVIDER)
                                        .contextAssertion(context.assertion())
                                        .build()))
                        .credentials());
        return new Caller(
                name,
                AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()),
                keys.expiration());
    }

    private Context exchange(IdentityToken token) {
        CreateTokenWithIamResponse answer = Aws.ask("IAM Identity Center", () -> {
            try {
                return tokens.createTokenWithIAM(create -> create.clientId(bearer.applicationArn())
                        .grantType(GRANT_TYPE)
                        .assertion(token.text()));
            } catch (InvalidGrantException | ExpiredTokenException usedUp) {
                throw new SignInAgainException(usedUp);
            }
        });
        return new Context(
                answer.awsAdditionalDetails().identityContext(),
                Lifetime.mostOf(Duration.ofSeconds(answer.expiresIn())));
    }
}
