package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * The parameters of a call of <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>. Prints
 * no token.
 *
 * @param policy the session policy as it was written
 */
record WebIdentityRequest(
        String roleArn, String sessionName, String token, Optional<Duration> duration, Optional<String> policy) {
    /** Longer than AWS's 20,000 is none; what it consists of is for the verifier to say, and it must not be echoed. */
    private static final int LEAST_TOKEN = 4;

    private static final int MOST_TOKEN = 20_000;

    static WebIdentityRequest of(QueryForm form) {
        var constraints = new Constraints();
        var token = form.get("WebIdentityToken").orElse("");
        var request = new WebIdentityRequest(
                constraints.required("roleArn", form.get("RoleArn"), AssumeRoleRequest.ROLE_ARN),
                constraints.required("roleSessionName", form.get("RoleSessionName"), AssumeRoleRequest.SESSION_NAME),
                token,
                AssumeRoleRequest.duration(form, constraints),
                constraints.optional("policy", form.get("Policy"), AssumeRoleRequest.POLICY));
        constraints.hidden("webIdentityToken", token, LEAST_TOKEN, MOST_TOKEN);
        AssumeRoleRequest.refuseManagedPolicies(form);
        refuseProviderId(form);
        form.end();
        constraints.check();
        return request;
    }

    /** It is for OAuth 2.0 access tokens of the three providers that AWS knows by name. */
    private static void refuseProviderId(QueryForm form) {
        if (form.get("ProviderId").isPresent()) {
            throw new AwsException(
                    ErrorCode.ValidationError,
                    "This lake takes OpenID Connect tokens, which must be passed without ProviderId.");
        }
    }

    @Override
    public String toString() {
        return "WebIdentityRequest[" + roleArn + ", " + sessionName + "]";
    }
}
