package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.lambda.LambdaAnswer;
import io.sluice.lake.lambda.LambdaApi;
import io.sluice.lake.lambda.LambdaCall;
import java.io.IOException;
import java.util.Optional;

/** Serves a request to Lambda: to its API, or to a function's URL. */
final class LambdaDoor {
    private final Entrance entrance;
    private final LambdaApi api;
    private final Authorizer authorizer;
    private final Network network;

    LambdaDoor(Entrance entrance, LambdaApi api, Authorizer authorizer, Network network) {
        this.entrance = entrance;
        this.api = api;
        this.authorizer = authorizer;
        this.network = network;
    }

    void serve(Exchange exchange, Visit visit) throws IOException {
        write(exchange, answer(exchange, visit), visit);
    }

    private LambdaAnswer answer(Exchange exchange, Visit visit) throws IOException {
        try {
            return perform(exchange, visit);
        } catch (AwsException refusal) {
            visit.failed(LambdaAnswer.told(refusal));
            return LambdaAnswer.refusal(refusal);
        } catch (RuntimeException fault) {
            return LambdaAnswer.refusal(visit.fault(fault));
        }
    }

    private LambdaAnswer perform(Exchange exchange, Visit visit) throws IOException {
        Arrival arrival;
        try {
            arrival = entrance.admit(exchange, visit);
        } catch (AwsException refusal) {
            describe(exchange, visit);
            throw refusal;
        }
        var call = LambdaCall.of(exchange.head());
        describe(call, visit);
        if (arrival.signer().isEmpty()) {
            throw new AwsException(ErrorCode.MissingAuthenticationTokenException);
        }
        var gate = authorizer.gate(arrival.signer(), exchange.head(), network);
        visit.decidedBy(gate);
        return api.answer(call, arrival.stream(), gate);
    }

    /** What was meant by a request whose signature does not hold, as far as that can be told. */
    private void describe(Exchange exchange, Visit visit) {
        try {
            describe(LambdaCall.of(exchange.head()), visit);
        } catch (AwsException _) {
            // Nothing that is here: its method stands for it.
        }
    }

    private void describe(LambdaCall call, Visit visit) {
        visit.named(call.eventName(), call.readOnly());
        visit.management(call.isManagement());
        call.function().ifPresent(name -> visit.about("functionName", name));
        api.function(call).map(LambdaDoor::resource).ifPresent(visit::about);
    }

    private static Event.Resource resource(String arn) {
        return new Event.Resource("AWS::Lambda::Function", arn, Optional.of(arn.split(":", 6)[4]));
    }

    void serve(Exchange exchange, Target.FunctionUrl url, Visit visit) throws IOException {
        write(
                exchange,
                LambdaAnswer.refusal(new AwsException(
                        ErrorCode.NotImplemented, "Function URLs are not part of this lake yet: " + url.urlId())),
                visit);
    }

    private static void write(Exchange exchange, LambdaAnswer answer, Visit visit) throws IOException {
        visit.sent(Math.max(0, answer.length()));
        if (!answer.headers().has("x-amzn-RequestId")) {
            answer.headers().set("x-amzn-RequestId", visit.requestId());
        }
        try (var out = exchange.respond(answer.status(), answer.headers(), answer.length())) {
            answer.body().write(out);
        }
    }
}
