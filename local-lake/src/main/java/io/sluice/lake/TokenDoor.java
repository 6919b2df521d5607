package io.sluice.lake;

import io.sluice.lake.accesslog.UserIdentity;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.sts.Sts;
import io.sluice.lake.sts.StsAnswer;
import io.sluice.lake.sts.StsCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves a request to the Security Token Service. */
final class TokenDoor {
    private final Entrance entrance;
    private final Sts sts;

    TokenDoor(Entrance entrance, Sts sts) {
        this.entrance = entrance;
        this.sts = sts;
    }

    void serve(Exchange exchange, Visit visit) throws IOException {
        StsAnswer answer;
        try {
            answer = answer(exchange, visit);
        } catch (AwsException refusal) {
            visit.failed(refusal);
            answer = Sts.refuse(refusal, visit.requestId());
        } catch (RuntimeException fault) {
            answer = Sts.refuse(visit.fault(fault), visit.requestId());
        }
        var bytes = answer.xml().getBytes(StandardCharsets.UTF_8);
        visit.sent(bytes.length);
        var headers = new Headers().set("x-amzn-RequestId", visit.requestId()).set("Content-Type", "text/xml");
        try (var out = exchange.respond(answer.status(), headers, bytes.length)) {
            out.write(bytes);
        }
    }

    private StsAnswer answer(Exchange exchange, Visit visit) throws IOException {
        var arrival = entrance.admit(exchange, visit);
        var body = arrival.stream().readNBytes(StsCall.MAX_BODY + 1);
        if (body.length > StsCall.MAX_BODY) {
            throw new AwsException(ErrorCode.InvalidRequest, "The request is longer than any call of STS.");
        }
        var call = new StsCall(
                exchange.head(), arrival.signer(), new String(body, StandardCharsets.UTF_8), visit.requestId());
        call.action().ifPresent(action -> visit.named(action, true));
        call.parameters().forEach(visit::about);
        var answer = sts.answer(
                call, web -> visit.vouchedFor(UserIdentity.web(web.provider(), web.audience(), web.subject())));
        answer.elements().forEach(visit::answered);
        return answer;
    }
}
