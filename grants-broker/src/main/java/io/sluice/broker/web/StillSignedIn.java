package io.sluice.broker.web;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses the session of somebody who has signed out, though its cookie be shown again. */
@ApplicationScoped
class StillSignedIn implements SecurityIdentityAugmentor {
    private final SignedOut signedOut;

    StillSignedIn(SignedOut signedOut) {
        this.signedOut = signedOut;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        boolean session = identity.getCredential(IdTokenCredential.class) != null;
        if (session && identity.getPrincipal() instanceof JsonWebToken token) {
            if (signedOut.isOver(Who.person(identity), Who.last(token))) {
                return Uni.createFrom().failure(new AuthenticationFailedException("signed out"));
            }
        }
        return Uni.createFrom().item(identity);
    }
}
