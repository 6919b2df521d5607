package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * A provider whose tokens {@code AssumeRoleWithWebIdentity} takes. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html">IAM OIDC identity providers</a>.
 *
 * @param url the issuer
 * @param clientIds the audiences that are taken
 */
public record RenderedOidcProvider(String arn, String url, List<String> clientIds) {
    public RenderedOidcProvider {
        Objects.requireNonNull(arn);
        Objects.requireNonNull(url);
        clientIds = List.copyOf(clientIds);
    }
}
