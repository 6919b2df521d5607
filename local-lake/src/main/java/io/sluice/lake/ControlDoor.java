package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesspoint.ControlAnswer;
import io.sluice.lake.accesspoint.ControlCall;
import io.sluice.lake.accesspoint.ControlPlane;
import io.sluice.lake.accesspoint.ControlXml;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves a request to S3's control plane. */
final class ControlDoor {
    private final Entrance entrance;
    private final ControlPlane plane;
    private final Authorizer authorizer;

    ControlDoor(Entrance entrance, ControlPlane plane, Authorizer authorizer) {
        this.entrance = entrance;
        this.plane = plane;
        this.authorizer = authorizer;
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
        var arrival = entrance.admit(exchange, visit);
        var call = ControlCall.of(account, exchange.head());
        visit.named(call.action().name(), call.action().readOnly());
        call.name().ifPresent(name -> visit.about("name", name));
        var gate = authorizer.gate(arrival.signer(), exchange.head(), Network.INTERNET);
        visit.decidedBy(gate);
        return plane.answer(call, arrival.stream(), gate);
    }

    private static ControlAnswer refused(AwsException refusal, Visit visit) {
        return new ControlAnswer(refusal.code().status(), ControlXml.error(refusal, visit.requestId(), visit.hostId()));
    }
}
