package io.sluice.broker.web;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.broker.web.Pages.Next;
import io.sluice.broker.web.Pages.Trouble;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Signs out: here, then at the provider by <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">RP-initiated
 * logout</a>. The provider is told the client and where to go afterwards; the id token, which it may be told too, stays out of the URL.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SignOutResource {
    static final String CALLBACK = "/signed-in";
    static final String FAILED = "/sign-in-failed";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SecurityIdentity identity;
    private final Leaver leaver;
    private final OidcSession session;
    private final OidcConfigurationMetadata provider;
    private final String client;

    SignOutResource(
            SecurityIdentity identity,
            Leaver leaver,
            OidcSession session,
            OidcConfigurationMetadata provider,
            @ConfigProperty(name = "quarkus.oidc.client-id") String client) {
        this.identity = identity;
        this.leaver = leaver;
        this.session = session;
        this.provider = provider;
        this.client = client;
    }

    /**
     * A page that goes on to the provider by itself. A redirect would not do: what answers a form may lead only where the
     * content security policy lets forms go, and providers redirect to addresses of their own choice.
     */
    @POST
    @Path("/sign-out")
    public String signOut(UriInfo at) {
        leaver.leave(identity);
        session.logout().await().atMost(PATIENCE);
        String home = at.getBaseUriBuilder().path("signed-out").build().toString();
        if (provider.getEndSessionUri() == null) {
            return Pages.signedOut(Frame.withoutPerson("Signed out")).render();
        }
        String next = UriBuilder.fromUri(provider.getEndSessionUri())
                .queryParam("client_id", client)
                .queryParam("post_logout_redirect_uri", home)
                .build()
                .toString();
        return Pages.leaving(Frame.withoutPerson("Signing out"), next).render();
    }

    /** The sign-in comes back here; quarkus-oidc leads on to where it began. Without a beginning, to the start page. */
    @GET
    @Path(CALLBACK)
    public RestResponse<Void> signedIn() {
        return RestResponse.seeOther(URI.create("/"));
    }

    /** What a person gets to see where the sign-in does not answer, or what came back from it does not hold. */
    @GET
    @Path(FAILED)
    public RestResponse<String> signInFailed() {
        var trouble = new Trouble(
                "The sign-in did not work",
                "The company's sign-in does not answer, or what came back from it does not hold. Nothing was given out. "
                        + "As soon as it answers again, signing in works again.",
                Optional.empty(),
                Next.RETRY);
        String page = Pages.trouble(Frame.withoutPerson(trouble.heading()), trouble, "/")
                .render();
        return ResponseBuilder.create(Status.UNAUTHORIZED, page)
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
    }

    @GET
    @Path("/signed-out")
    public String signedOut() {
        return Pages.signedOut(Frame.withoutPerson("Signed out")).render();
    }

    /** Ends this session only here and begins anew: the provider mostly asks nothing. */
    @POST
    @Path("/sign-in-again")
    public String signInAgain() {
        leaver.leave(identity);
        session.logout().await().atMost(PATIENCE);
        return Pages.leaving(Frame.withoutPerson("Signing in again"), "/").render();
    }
}
