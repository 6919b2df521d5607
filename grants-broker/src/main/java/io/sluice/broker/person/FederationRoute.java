package io.sluice.broker.person;

import io.sluice.broker.aws.Aws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Plain IAM federation, for accounts without Identity Center: the token goes to <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a> for the role
 * of each department that the token's groups name. All people of a department share its role's grants; the session's name tells them apart.
 */
public final class FederationRoute implements Route {
    private final StsClient sts;
    private final Map<String, String> rolesByGroup;
    private final Duration session;

    public FederationRoute(StsClient sts, Map<String, String> rolesByGroup, Duration session) {
        this.sts = sts;
        this.rolesByGroup = Map.copyOf(rolesByGroup);
        this.session = session;
    }

    @Override
    public boolean throughApplication() {
        return false;
    }

    @Override
    public List<String> names(Person person) {
        return person.groups().stream()
                .map(rolesByGroup::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public Caller fetch(SignedIn who, String roleArn) {
        Credentials keys = Aws.ask(
                "The sign-in service of AWS",
                () -> sts.assumeRoleWithWebIdentity(assume -> assume.roleArn(roleArn)
                                .roleSessionName(who.person().sessionName())
                                .webIdentityToken(who.token().text())
                                .durationSeconds(Math.toIntExact(session.toSeconds())))
                        .credentials());
        return new Caller(
                roleArn,
                AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()),
                keys.expiration());
    }
}
