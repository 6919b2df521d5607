package io.sluice.cli.credentials;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one profile of the configuration asks for: who signs in where, and which data they want. The bounds are those of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html">GetDataAccess</a>.
 *
 * @param issuer of the company's OIDC provider
 * @param clientId of this command at the provider: a public client
 * @param scopes asked for at sign-in
 * @param signIn with a browser on this machine, or on another device
 * @param role of the department, which the person's token may assume
 * @param account of the grants instance; the role's where it is left out
 * @param endpoint of AWS where it is not AWS's own
 * @param target an {@code s3://} address inside a grant
 */
record Profile(
        @JsonProperty(required = true) URI issuer,
        @JsonProperty(required = true) String clientId,
        List<String> scopes,
        SignInWay signIn,
        @JsonProperty(required = true) String role,
        String account,
        @JsonProperty(required = true) String region,
        Optional<URI> endpoint,
        @JsonProperty(required = true) String target,
        Permission permission,
        Duration duration) {
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(?<account>\\d{12}):role/[\\w+=,.@/-]+");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int LONGEST_TARGET = 2_000;

    enum SignInWay {
        @JsonProperty("browser")
        BROWSER,
        @JsonProperty("device")
        DEVICE
    }

    enum Permission {
        READ,
        WRITE,
        READWRITE
    }

    Profile {
        scopes = scopes == null ? List.of("openid", "email", "profile") : List.copyOf(scopes);
        signIn = signIn == null ? SignInWay.BROWSER : signIn;
        endpoint = endpoint == null ? Optional.empty() : endpoint;
        permission = permission == null ? Permission.READ : permission;
        duration = duration == null ? Duration.ofHours(1) : duration;
        need(secure(issuer), "issuer must be an https address (http only on this machine), not " + issuer);
        need(endpoint.map(Profile::secure).orElse(true), "endpoint must be https (http only on this machine)");
        need(!clientId.isBlank(), "clientId is empty");
        need(scopes.contains("openid"), "scopes must have openid: credentials are given for an ID token");
        var arn = ROLE.matcher(role);
        need(arn.matches(), "role must be the ARN of a role, such as arn:aws:iam::111122223333:role/NAME, not " + role);
        account = account == null ? arn.group("account") : account;
        need(account.matches("\\d{12}"), "account must have twelve digits");
        need(REGION.matcher(region).matches(), "region must be a Region, such as us-east-1, not " + region);
        need(
                target.startsWith("s3://")
                        && target.length() > "s3://".length()
                        && target.length() <= LONGEST_TARGET
                        && target.chars().noneMatch(Character::isISOControl),
                "target must be an s3:// address of at most " + LONGEST_TARGET + " characters");
        need(
                duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0,
                "duration must be from PT15M to PT12H, not " + duration);
    }

    private static boolean secure(URI address) {
        return address.getHost() != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost())));
    }

    private static void need(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whom a sign-in is shared with: every profile of one provider, client and set of scopes. */
    String signInKey() {
        return String.join("\n", issuer.toString(), clientId, String.join(" ", scopes));
    }

    /** What credentials are kept for; another target or duration wants its own. */
    String credentialsKey() {
        return String.join(
                "\n",
                role,
                account,
                region,
                endpoint.map(URI::toString).orElse(""),
                target,
                permission.name(),
                duration.toString());
    }

    Profile with(SignInWay way) {
        return new Profile(
                issuer, clientId, scopes, way, role, account, region, endpoint, target, permission, duration);
    }
}
