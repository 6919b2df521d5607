package io.sluice.lake.webidentity;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * An OpenID Connect provider that an account trusts. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html">OIDC identity providers in IAM</a>.
 *
 * @param arn {@code arn:aws:iam::111122223333:oidc-provider/idp.example.com}
 * @param url the issuer, exactly as its tokens have it; https, or http on the loopback interface
 * @param clientIds the audiences that its tokens may be for
 */
public record OidcProvider(String arn, String url, Set<String> clientIds) {
    public OidcProvider {
        if (!arn.matches("arn:aws:iam::\\d{12}:oidc-provider/.+")) {
            throw new IllegalArgumentException("Not the ARN of an OIDC provider: " + arn);
        }
        Issuers.check(url);
        clientIds = Set.copyOf(clientIds);
    }

    /** What its condition keys begin with: its URL without the scheme, {@code idp.example.com/realm}. */
    public String keyPrefix() {
        var uri = URI.create(url);
        return uri.getRawAuthority().toLowerCase(Locale.ROOT) + uri.getRawPath();
    }
}
