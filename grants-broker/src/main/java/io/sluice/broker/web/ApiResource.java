package io.sluice.broker.web;

import io.sluice.broker.access.Access;
import io.sluice.broker.access.Entry;
import io.sluice.broker.browse.Shelves;
import io.sluice.broker.credentials.BadAskException;
import io.sluice.broker.credentials.Choice;
import io.sluice.broker.credentials.Desk;
import io.sluice.broker.person.Person;
import io.sluice.broker.person.SignedIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The same things for programs: with a bearer token of the provider, or in a browser's session. */
@Path("/api")
@Tag(name = "access")
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
@SecurityRequirement(name = "bearer")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApiResource {
    private final Who who;
    private final Csrf csrf;
    private final Access access;
    private final Desk desk;
    private final Shelves shelves;
    private final PageResource.Records records;

    ApiResource(Who who, Csrf csrf, Access access, Desk desk, Shelves shelves, PageResource.Records records) {
        this.who = who;
        this.csrf = csrf;
        this.access = access;
        this.desk = desk;
        this.shelves = shelves;
        this.records = records;
    }

    @GET
    @Path("/me")
    @Operation(summary = "Who asks")
    public Api.Me me() {
        Person person = who.person();
        return Api.Me.of(person, records.words().departments(person), csrf.token(person));
    }

    @GET
    @Path("/access")
    @Operation(summary = "Everything that this person may see")
    public Api.AccessList access() {
        Access.Overview overview = access.of(who.signedIn());
        return new Api.AccessList(overview.entries().stream().map(Api.Line::of).toList(), overview.notes());
    }

    @POST
    @Path("/access/{id}/credentials")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Credentials for one line of access, in the form that credential_process wants")
    public Api.Vended credentials(@RestPath String id, Api.Wanted wanted, RoutingContext routing) {
        if (wanted == null) {
            throw new BadAskException("permission", "Send what the credentials are for, as JSON.");
        }
        OwnTime time = OwnTime.begin();
        Choice choice = Choice.of(new Choice.Written(
                id,
                wanted.permission(),
                wanted.minutes() == null ? "" : wanted.minutes().toString(),
                wanted.below()));
        SignedIn signedIn = who.signedIn();
        Api.Vended vended = Api.Vended.of(wanted.renew() ? desk.renew(signedIn, choice) : desk.give(signedIn, choice));
        time.tell(routing);
        return vended;
    }

    @GET
    @Path("/credentials")
    @Operation(summary = "What this person was given, newest first; nothing secret")
    public Api.Given given() {
        var now = records.clock().instant();
        return new Api.Given(records.history().of(who.person()).stream()
                .map(vend -> Api.VendLine.of(vend, now))
                .toList());
    }

    @GET
    @Path("/access/{id}/objects")
    @Operation(summary = "A folder, page by page; next goes into from")
    public Api.Objects objects(
            @RestPath String id, @RestQuery Optional<String> prefix, @RestQuery Optional<String> from) {
        SignedIn signedIn = who.signedIn();
        Entry entry = access.entry(signedIn, Choice.id(id));
        var listing = shelves.open(signedIn, entry).list(Starts.prefix(entry, prefix), from.map(Starts::opaque));
        return new Api.Objects(listing.items().stream().map(Api.ObjectLine::of).toList(), listing.next());
    }
}
