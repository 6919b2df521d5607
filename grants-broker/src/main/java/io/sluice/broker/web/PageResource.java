package io.sluice.broker.web;

import io.sluice.broker.access.Access;
import io.sluice.broker.access.CatalogueWords;
import io.sluice.broker.access.Entry;
import io.sluice.broker.credentials.BadAskException;
import io.sluice.broker.credentials.Choice;
import io.sluice.broker.credentials.Desk;
import io.sluice.broker.history.History;
import io.sluice.broker.person.Callers;
import io.sluice.broker.person.Person;
import io.sluice.broker.person.SignedIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The pages of somebody who is signed in: made here, working without scripts. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PageResource {
    private static final int LONGEST_SEARCH = 200;

    private final Who who;
    private final Frame.Maker frame;
    private final Access access;
    private final Desk desk;
    private final Handover handover;
    private final Records records;

    /** What is looked up about a person. */
    record Records(Callers callers, CatalogueWords words, History history, Clock clock) {}

    PageResource(Who who, Frame.Maker frame, Access access, Desk desk, Handover handover, Records records) {
        this.who = who;
        this.frame = frame;
        this.access = access;
        this.desk = desk;
        this.handover = handover;
        this.records = records;
    }

    @GET
    public String access(@RestQuery @DefaultValue("") String q) {
        SignedIn signedIn = who.signedIn();
        String search = q.length() > LONGEST_SEARCH ? q.substring(0, LONGEST_SEARCH) : q;
        Access.Overview overview = access.of(signedIn);
        var shown = overview.entries().stream()
                .filter(entry -> entry.matches(search))
                .toList();
        return Pages.access(
                        frame.of("My access", "access", signedIn.person()),
                        new Pages.AccessList(shown, overview.entries().size(), search, overview.notes()))
                .render();
    }

    @GET
    @Path("/me")
    public String me() {
        Person person = who.person();
        return Pages.me(
                        frame.of("Who I am", "me", person),
                        new Profile(
                                person,
                                records.words().departments(person),
                                person.sessionName(),
                                records.callers().names(person)))
                .render();
    }

    @GET
    @Path("/access/{id}")
    public String choose(@RestPath String id) {
        SignedIn signedIn = who.signedIn();
        return choose(signedIn, ChooseForm.fresh(granted(signedIn, id)));
    }

    private String choose(SignedIn signedIn, ChooseForm form) {
        return Pages.choose(frame.of("Get credentials", "access", signedIn.person()), form)
                .render();
    }

    private Entry.Granted granted(SignedIn signedIn, String id) {
        Entry entry = access.entry(signedIn, Choice.id(id));
        if (entry instanceof Entry.Granted granted) {
            return granted;
        }
        throw new BadAskException("entry", "This is a redacted view. It is browsed; no credentials are given for it.");
    }

    /** Gives credentials; what cannot be asked for is told beside the field it is about. */
    @POST
    @Path("/access/{id}")
    public RestResponse<String> vend(
            @RestPath String id,
            @RestForm String permission,
            @RestForm String minutes,
            @RestForm String below,
            @RestForm String renew,
            RoutingContext routing) {
        OwnTime time = OwnTime.begin();
        SignedIn signedIn = who.signedIn();
        Choice.Written written = new Choice.Written(id, permission, minutes, below);
        try {
            Choice choice = Choice.of(written);
            Desk.Given given = renew == null ? desk.give(signedIn, choice) : desk.renew(signedIn, choice);
            String page = Pages.credentials(
                            frame.of("Credentials", "access", signedIn.person()),
                            handover.view(signedIn.person(), given, choice))
                    .render();
            time.tell(routing);
            return RestResponse.ok(page);
        } catch (BadAskException wrong) {
            return again(signedIn, written, wrong);
        }
    }

    private RestResponse<String> again(SignedIn signedIn, Choice.Written written, BadAskException wrong) {
        if (wrong.field().equals("entry")) {
            throw wrong;
        }
        ChooseForm fresh = ChooseForm.fresh(granted(signedIn, written.entry()));
        ChooseForm form = new ChooseForm(
                fresh.entry(),
                fresh.permissions().stream()
                        .filter(one -> one.name().equals(written.permission()))
                        .findFirst()
                        .orElse(fresh.permission()),
                wrong.field().equals("minutes")
                        ? fresh.minutes()
                        : Objects.requireNonNullElse(written.minutes(), fresh.minutes()),
                wrong.field().equals("below") ? "" : Objects.requireNonNullElse(written.below(), ""),
                Optional.of(wrong));
        return ResponseBuilder.create(RestResponse.Status.BAD_REQUEST, choose(signedIn, form))
                .build();
    }

    @GET
    @Path("/credentials")
    public String live() {
        Person person = who.person();
        Instant now = records.clock().instant();
        var lines = records.history().of(person).stream()
                .filter(vend -> vend.isLive(now))
                .map(vend -> new LiveLine(vend, Until.of(vend.until(), now)))
                .toList();
        return Pages.live(frame.of("Live credentials", "credentials", person), lines)
                .render();
    }

    @GET
    @Path("/history")
    public String history() {
        Person person = who.person();
        return Pages.history(
                        frame.of("History", "history", person),
                        records.history().of(person))
                .render();
    }
}
