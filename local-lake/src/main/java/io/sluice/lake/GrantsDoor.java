package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesspoint.ControlXml;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.grants.GrantAnswer;
import io.sluice.lake.grants.GrantCall;
import io.sluice.lake.grants.GrantsPlane;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Serves a request to S3 Access Grants. */
final class GrantsDoor {
    private final Entrance entrance;
    private final GrantsPlane plane;
    private final Authorizer authorizer;
    private final Network network;

    GrantsDoor(Entrance entrance, GrantsPlane plane, Authorizer authorizer, Network network) {
        this.entrance = entrance;
        this.plane = plane;
        this.authorizer = authorizer;
        this.network = network;
    }

    void serve(Exchange exchange, String account, Visit visit) throws IOException {
        GrantAnswer answer;
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
        answer.elements().forEach(visit::answered);
        var headers = new Headers()
                .set("x-amz-request-id", visit.requestId())
                .set("x-amz-id-2", visit.hostId())
                .set("Content-Type", "application/xml");
        try (var out = exchange.respond(answer.status(), headers, bytes.length)) {
            out.write(bytes);
        }
    }

    private GrantAnswer answer(Exchange exchange, String account, Visit visit) throws IOException {
        Arrival arrival;
        try {
            arrival = entrance.admit(exchange, visit);
        } catch (AwsException refusal) {
            describe(exchange, account, visit);
            throw refusal;
        }
        var call = GrantCall.of(account, exchange.head());
        describe(call, visit);
        var gate = authorizer.gate(arrival.signer(), exchange.head(), network);
        visit.decidedBy(gate);
        return plane.answer(call, arrival.stream(), gate);
    }

    /** What was meant by a request whose signature does not hold, as far as that can be told. */
    private void describe(Exchange exchange, String account, Visit visit) {
        try {
            describe(GrantCall.of(account, exchange.head()), visit);
        } catch (AwsException _) {
            // Nothing that is here: its method stands for it.
        }
    }

    private void describe(GrantCall call, Visit visit) {
        visit.named(call.action().name(), call.action().readOnly());
        call.parameters().forEach(visit::about);
        visit.about(new Event.Resource(
                "AWS::S3::AccessGrantsInstance", plane.instanceArn(call.account()), Optional.of(call.account())));
    }

    private static GrantAnswer refused(AwsException refusal, Visit visit) {
        return new GrantAnswer(
                refusal.code().status(), ControlXml.error(refusal, visit.requestId(), visit.hostId()), Map.of());
    }
}
