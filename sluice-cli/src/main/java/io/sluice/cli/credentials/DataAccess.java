package io.sluice.cli.credentials;

import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * From a sign-in to credentials for data: the ID token assumes the department's role (<a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>), and the
 * role asks S3 Access Grants (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html">GetDataAccess</a>). The role's own credentials
 * live for as short as STS lets them and are kept nowhere.
 */
final class DataAccess {
    private static final int SHORTEST_SESSION = 900;
    private static final int LONGEST_NAME = 64;

    private final Profile profile;
    private final Clock clock;

    DataAccess(Profile profile, Clock clock) {
        this.profile = profile;
        this.clock = clock;
    }

    Vended vend(SignIn signIn) throws Unavailable {
        try (var http =
                ApacheHttpClient.builder().dnsResolver(new LocalhostNames()).build()) {
            return vended(signIn, assumed(signIn, http), http);
        }
    }

    private Credentials assumed(SignIn signIn, SdkHttpClient http) throws Unavailable {
        var builder = StsClient.builder().credentialsProvider(AnonymousCredentialsProvider.create());
        try (var sts = aimed(builder).httpClient(http).build()) {
            return sts.assumeRoleWithWebIdentity(call -> call.roleArn(profile.role())
                            .roleSessionName(sessionName(signIn.name()))
                            .durationSeconds(SHORTEST_SESSION)
                            .webIdentityToken(signIn.idToken()))
                    .credentials();
        } catch (SdkException failure) {
            throw refused(signIn.name() + " cannot assume " + profile.role(), failure);
        }
    }

    private Vended vended(SignIn signIn, Credentials role, SdkHttpClient http) throws Unavailable {
        var session = AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken());
        var builder = S3ControlClient.builder().credentialsProvider(StaticCredentialsProvider.create(session));
        try (var s3control = aimed(builder).httpClient(http).build()) {
            var given = s3control
                    .getDataAccess(call -> call.accountId(profile.account())
                            .target(profile.target())
                            .permission(profile.permission().name())
                            .durationSeconds((int) profile.duration().toSeconds()))
                    .credentials();
            return new Vended(
                    signIn.subject(),
                    clock.instant(),
                    given.accessKeyId(),
                    given.secretAccessKey(),
                    given.sessionToken(),
                    given.expiration());
        } catch (SdkException failure) {
            throw refused(
                    signIn.name() + " gets no credentials for " + profile.permission() + " on " + profile.target(),
                    failure);
        }
    }

    private <B extends AwsClientBuilder<B, ?>> B aimed(B builder) {
        profile.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(profile.region()));
    }

    /** The name that AWS's logs show for the session, of the characters that STS takes. */
    static String sessionName(String name) {
        var plain = name.replaceAll("[^\\w+=,.@-]", "-");
        var padded = plain.length() < 2 ? plain + "--" : plain;
        return padded.substring(0, Math.min(padded.length(), LONGEST_NAME));
    }

    private static Unavailable refused(String what, SdkException failure) {
        return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? new Unavailable(what + ": " + answer.awsErrorDetails().errorCode() + ", "
                        + answer.awsErrorDetails().errorMessage())
                : new Unavailable(what + ": " + failure.getMessage(), failure);
    }
}
