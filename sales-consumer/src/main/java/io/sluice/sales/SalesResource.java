package io.sluice.sales;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was sold, for programs. */
@Path("/sales")
@Tag(name = "sales")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SalesResource {
    private static final int MOST_EVENTS = 1_000;

    private final Ledger ledger;
    private final Follower follower;
    private final Refusals refusals;
    private final WalkThrough walkThrough;

    SalesResource(Ledger ledger, Follower follower, Refusals refusals, WalkThrough walkThrough) {
        this.ledger = ledger;
        this.follower = follower;
        this.refusals = refusals;
        this.walkThrough = walkThrough;
    }

    @GET
    @Path("/summary")
    @Operation(summary = "Revenue, returns and units, in all and by category, store and hour")
    public Summary summary() {
        return ledger.summary();
    }

    /** One page of events, newest first; {@code next} goes into {@code before} for the page that follows. */
    public record Page(List<Event> events, Optional<Long> next) {
        public Page {
            events = List.copyOf(events);
        }
    }

    /** An event as it lies in the lake, and its number in the order of counting. */
    public record Event(long number, @JsonRawValue String event) {}

    @GET
    @Path("/events")
    @Operation(summary = "The events counted, newest first, page by page")
    public Page events(
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST_EVENTS || before < 1) {
            throw new BadRequestException("limit is between 1 and " + MOST_EVENTS + ", before is at least 1");
        }
        List<Event> events = ledger.events(before, limit).stream()
                .map(counted -> new Event(counted.number(), counted.json()))
                .toList();
        boolean more = events.size() == limit && events.getLast().number() > 0;
        return new Page(events, more ? Optional.of(events.getLast().number()) : Optional.empty());
    }

    /** Everything that is not simply counted. */
    public record Problems(
            Follower.Look lastLook,
            List<Refusals.Refusal> refusals,
            Map<String, String> failedObjects,
            List<String> unreadableLines) {}

    @GET
    @Path("/problems")
    @Operation(summary = "What S3 refused, objects that cannot be read, and lines that are no sales events")
    public Problems problems() {
        Map<String, String> failed = new TreeMap<>();
        ledger.failedObjects().forEach((key, progress) -> failed.put(key, progress.reason()));
        return new Problems(
                follower.last(),
                refusals.all(),
                failed,
                ledger.problems(MOST_EVENTS).stream().map(Ledger.Counted::json).toList());
    }

    @GET
    @Path("/walk-through")
    @Operation(summary = "Tries what is not allowed and what is, and tells what S3 answered")
    public WalkThrough.Report walkThrough() {
        return walkThrough.walk();
    }

    @POST
    @Path("/walk-through")
    @Operation(summary = "The same, for callers that do not like a GET that writes")
    public WalkThrough.Report walkThroughAgain() {
        return walkThrough.walk();
    }
}
