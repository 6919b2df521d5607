package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.accesspoint.GuardPolicy;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.objectlambda.OpenCalls;
import io.sluice.lake.objectlambda.Writing;
import io.sluice.lake.s3.Answer;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** Serves {@code WriteGetObjectResponse}, with which a function answers the caller that waits for it. */
final class WritingDoor {
    private final Entrance entrance;
    private final OpenCalls calls;
    private final Authorizer authorizer;
    private final Network network;
    private final Clock clock;

    WritingDoor(Entrance entrance, OpenCalls calls, Authorizer authorizer, Network network, Clock clock) {
        this.entrance = entrance;
        this.calls = calls;
        this.authorizer = authorizer;
        this.network = network;
        this.clock = clock;
    }

    /** @param route the first labels of the host, which name the route where they are there */
    void serve(Exchange exchange, String route, Visit visit) throws IOException {
        visit.named("WriteGetObjectResponse", false);
        var answer = new Answer(exchange, visit.requestId(), visit.hostId(), clock);
        try {
            write(exchange, route, visit);
            exchange.respond(200, new Headers().set("x-amz-request-id", visit.requestId()), 0)
                    .close();
        } catch (AwsException refusal) {
            visit.failed(refusal);
            answer.error(refusal);
        } catch (IOException broken) {
            visit.broke(broken);
            throw broken;
        } catch (RuntimeException fault) {
            answer.error(visit.fault(fault));
        }
    }

    private void write(Exchange exchange, String route, Visit visit) throws IOException {
        var arrival = entrance.admit(exchange, visit);
        visit.receiving(arrival.verified()::received);
        var signer = arrival.signer().orElseThrow(() -> new AwsException(ErrorCode.AccessDenied));
        var headers = exchange.head().headers();
        var call = calls.require(headers.first("x-amz-request-route"), headers.first("x-amz-request-token"), route);
        var point = call.point().point();
        visit.about(Event.Resource.objectLambda(point.arn()));
        var gate = authorizer.gate(arrival.signer(), exchange.head(), network);
        visit.decidedBy(gate);
        if (!signer.principal().account().equals(point.id().account())) {
            throw new AwsException(ErrorCode.AccessDenied);
        }
        gate.require(
                new ControlPermission(
                        "s3-object-lambda:WriteGetObjectResponse",
                        point.arn(),
                        point.id().account(),
                        Map.of()),
                call.point().policy().map(GuardPolicy::policy));
        Writing.write(call, headers, arrival);
    }
}
