package io.sluice.producer;

import io.sluice.events.EventGenerator;
import io.sluice.events.Shape;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Store events in: made up, or sent by the stores. */
@Path("/events")
@Tag(name = "events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventsResource {
    private final Intake intake;
    private final Totals totals;
    private final ProducerConfig config;
    private final Clock clock;

    EventsResource(Intake intake, Totals totals, ProducerConfig config, Clock clock) {
        this.intake = intake;
        this.totals = totals;
        this.config = config;
        this.clock = clock;
    }

    @POST
    @Path("/generate")
    @Operation(summary = "Makes up store events with the source system's odds and writes them")
    @APIResponse(
            responseCode = "200",
            description = "All written",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(responseCode = "400", description = "A parameter or the header of a CSV file cannot be used")
    @APIResponse(responseCode = "502", description = "S3 refused or failed some writes; the answer says which and why")
    @APIResponse(responseCode = "503", description = "Too many senders at once")
    public Response generate(
            @QueryParam("count") @DefaultValue("100") long count,
            @Parameter(description = "The same seed gives the same events, times apart") @QueryParam("seed")
                    Optional<Long> seed,
            @Parameter(description = "named or priced") @QueryParam("shape") @DefaultValue("named") String shape,
            @Parameter(description = "object or batch") @QueryParam("mode") Optional<String> mode)
            throws IOException {
        if (count < 1 || count > config.limits().generated()) {
            throw Problem.badRequest(
                    "count is not between 1 and " + config.limits().generated());
        }
        long number = seed.orElseGet(() -> new SplittableRandom().nextLong() >>> 11);
        EventGenerator generator =
                new EventGenerator(new SplittableRandom(number), clock, oneOf(Shape.class, "shape", shape));
        try {
            return answer(intake.generate(generator, count, mode(mode)).withSeed(number));
        } catch (Intake.Saturated saturated) {
            throw Problem.saturated();
        }
    }

    @POST
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl", MediaType.APPLICATION_JSON, "text/csv"
    })
    @Operation(
            summary = "Takes store events as NDJSON, as a JSON array or as CSV with a header, and writes them",
            description = "Answered when every event is durable or known to have failed. A line that is no event is"
                    + " answered with its number and the reason, and is kept under quarantine/.")
    @APIResponse(
            responseCode = "200",
            description = "All written",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(responseCode = "207", description = "All events written, some lines are no events")
    @APIResponse(responseCode = "422", description = "No line is an event")
    @APIResponse(responseCode = "400", description = "A parameter or the header of a CSV file cannot be used")
    @APIResponse(responseCode = "502", description = "S3 refused or failed some writes; the answer says which and why")
    @APIResponse(responseCode = "503", description = "Too many senders at once")
    public Response upload(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType contentType,
            @Parameter(description = "object or batch") @QueryParam("mode") Optional<String> mode,
            InputStream body)
            throws IOException {
        WriteMode writeMode = mode(mode);
        try {
            Format.Reading reading = Format.of(contentType)
                    .read(body, Math.toIntExact(config.limits().line().asLongValue()));
            return answer(intake.upload(reading, contentType.toString(), writeMode));
        } catch (CsvHeader.Unusable unusable) {
            throw Problem.badRequest("line 1: " + unusable.getMessage());
        } catch (Intake.Saturated saturated) {
            throw Problem.saturated();
        }
    }

    @GET
    @Path("/statistics")
    @Operation(summary = "What this process has written, refused and failed to write since it started")
    public Totals.View statistics() {
        return totals.view();
    }

    @GET
    @Path("/statistics/function")
    @Operation(summary = "The statistics as the source's function answers them: the body is a JSON string")
    public String functionResponse() {
        return totals.statistics().toFunctionResponse();
    }

    private WriteMode mode(Optional<String> mode) {
        return mode.map(text -> oneOf(WriteMode.class, "mode", text)).orElse(config.mode());
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String parameter, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest("unknown " + parameter + ": " + text);
        }
    }

    private static Response answer(Receipt receipt) {
        return Response.status(receipt.httpStatus()).entity(receipt).build();
    }
}
