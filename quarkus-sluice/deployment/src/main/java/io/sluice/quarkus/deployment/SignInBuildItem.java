package io.sluice.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import java.net.URI;

/**
 * The OIDC provider that is to be started; absent where none is.
 */
public final class SignInBuildItem extends SimpleBuildItem {
    private final URI named;
    private final URI issuer;

    /**
     * @param named in the catalogue
     * @param issuer where it will listen: the same in dev mode, a free port in a test
     */
    SignInBuildItem(URI named, URI issuer) {
        this.named = named;
        this.issuer = issuer;
    }

    public URI named() {
        return named;
    }

    public URI issuer() {
        return issuer;
    }
}
