package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesspoint.ControlAnswer;
import io.sluice.lake.accesspoint.ControlCall;
import io.sluice.lake.accesspoint.ControlPlane;
import io.sluice.lake.accesspoint.ControlXml;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.objectlambda.PointAction;
import io.sluice.lake.objectlambda.PointCall;
import io.sluice.lake.objectlambda.PointControl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves a request to S3's control plane. */
final class ControlDoor {
    private final Entrance entrance;
    private final ControlPlane plane;
    private final PointControl objectLambda;
    private final Authorizer authorizer;
    private final Network network;

    ControlDoor(
            Entrance entrance, ControlPlane plane, PointControl objectLambda, Authorizer authorizer, Network network) {
        this.entrance = entrance;
        this.plane = plane;
        this.objectLambda = objectLambda;
        this.authorizer = authorizer;
        this.network = network;
    }

    void serve(Exchange exchange, String account, Visit visit) throws IOException {
        ControlAnswer answer;
        try {
            answer = answer(exchange, account, visit);
        } catch (AwsException refusal) {
            visit.failed(refusal);
            answer = refused(refusal, visit);
        } catch (RuntimeException fault) {
            answer = refused(visit.fault(fault), visit);
        }
        var bytes = answer.document().getBytes(StandardCharsets.UTF_8);
        visit.sent(bytes.length);
        var headers = new Headers()
                .set("x-amz-request-id", visit.requestId())
                .set("x-amz-id-2", visit.hostId())
                .set("Content-Type", "application/xml");
        try (var out = exchange.respond(answer.status(), headers, bytes.length)) {
            out.write(bytes);
        }
    }

    private ControlAnswer answer(Exchange exchange, String account, Visit visit) throws IOException {
        Arrival arrival;
        try {
            arrival = entrance.admit(exchange, visit);
        } catch (AwsException refusal) {
            describe(exchange, account, visit);
            throw refusal;
        }
        var gate = authorizer.gate(arrival.signer(), exchange.head(), network);
        visit.decidedBy(gate);
        if (PointAction.covers(exchange.head())) {
            var call = PointCall.of(account, exchange.head());
            describe(call, visit);
            return objectLambda.answer(call, arrival.stream(), gate);
        }
        var call = ControlCall.of(account, exchange.head());
        describe(call, visit);
        return plane.answer(call, arrival.stream(), gate);
    }

    /** What was meant by a request whose signature does not hold, as far as that can be told. */
    private void describe(Exchange exchange, String account, Visit visit) {
        try {
            if (PointAction.covers(exchange.head())) {
                describe(PointCall.of(account, exchange.head()), visit);
            } else {
                describe(ControlCall.of(account, exchange.head()), visit);
            }
        } catch (AwsException _) {
            // Nothing that is here: its method stands for it.
        }
    }

    private void describe(ControlCall call, Visit visit) {
        visit.named(call.action().name(), call.action().readOnly());
        call.name().ifPresent(name -> visit.about("name", name));
        plane.accessPoint(call).map(Event.Resource::accessPoint).ifPresent(visit::about);
    }

    private void describe(PointCall call, Visit visit) {
        visit.named(call.action().name(), call.action().readOnly());
        call.name().ifPresent(name -> visit.about("name", name));
        objectLambda.arn(call).map(Event.Resource::objectLambda).ifPresent(visit::about);
    }

    private static ControlAnswer refused(AwsException refusal, Visit visit) {
        return new ControlAnswer(refusal.code().status(), ControlXml.error(refusal, visit.requestId(), visit.hostId()));
    }
}
