package io.sluice.broker.web;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.broker.person.IdentityToken;
import io.sluice.broker.person.Person;
import io.sluice.broker.person.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, from the token that quarkus-oidc has verified: an id token in a session, or a bearer token of a program. */
@ApplicationScoped
class Who {
    private final SecurityIdentity identity;

    Who(SecurityIdentity identity) {
        this.identity = identity;
    }

    boolean isKnown() {
        return !identity.isAnonymous();
    }

    SignedIn signedIn() {
        return new SignedIn(person(), token());
    }

    Person person() {
        return person(identity);
    }

    static Person person(SecurityIdentity identity) {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        String email = text(token, "email");
        String name = Stream.of(text(token, "name"), text(token, "preferred_username"), email, token.getSubject())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElseThrow();
        return new Person(
                token.getIssuer(), token.getSubject(), name, email, new TreeSet<>(identity.getRoles()), session(token));
    }

    static SignedOut.Last last(JsonWebToken token) {
        return new SignedOut.Last(
                Instant.ofEpochSecond(token.getIssuedAtTime()), new IdentityToken(token.getRawToken()).fingerprint());
    }

    /** The provider's name for this sign-in, or its time. */
    private static String session(JsonWebToken token) {
        String sid = text(token, "sid");
        return sid.isEmpty() ? text(token, "auth_time") : sid;
    }

    private static String text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value == null ? "" : value.toString();
    }

    private IdentityToken token() {
        IdTokenCredential id = identity.getCredential(IdTokenCredential.class);
        TokenCredential credential = id == null ? identity.getCredential(TokenCredential.class) : id;
        return new IdentityToken(credential.getToken());
    }
}
