package io.sluice.broker.web;

import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.broker.access.Access;
import io.sluice.broker.browse.Reading;
import io.sluice.broker.credentials.Vending;
import io.sluice.broker.person.Callers;
import io.sluice.broker.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Forgets what is kept for a person who leaves, by the page or by word of the provider. */
@ApplicationScoped
class Leaver {
    private final Callers callers;
    private final Access access;
    private final Vending vending;
    private final Reading reading;
    private final SignedOut signedOut;

    Leaver(Callers callers, Access access, Vending vending, Reading reading, SignedOut signedOut) {
        this.callers = callers;
        this.access = access;
        this.vending = vending;
        this.reading = reading;
        this.signedOut = signedOut;
    }

    void leave(SecurityIdentity identity) {
        Person person = Who.person(identity);
        signedOut.add(person, Who.last((JsonWebToken) identity.getPrincipal()));
        vending.forget(person);
        reading.vending().forget(person);
        access.forget(person);
        callers.forget(person);
    }

    void providerSaid(@Observes SecurityEvent event) {
        if (event.getEventType() == SecurityEvent.Type.OIDC_BACKCHANNEL_LOGOUT_COMPLETED
                && event.getSecurityIdentity() != null) {
            leave(event.getSecurityIdentity());
        }
    }
}
