package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.lambda.FunctionUrls;
import io.sluice.lake.lambda.Functions;
import io.sluice.lake.lambda.LambdaAnswer;
import io.sluice.lake.lambda.LambdaApi;
import io.sluice.lake.lambda.LambdaCall;
import io.sluice.lake.lambda.Payload;
import io.sluice.lake.lambda.UrlRequest;
import io.sluice.lake.principals.Identity;
import java.io.IOException;
import java.util.Optional;

/** Serves a request to Lambda: to its API, or to a function's URL. */
final class LambdaDoor {
    private final Entrance entrance;
    private final LambdaApi api;
    private final FunctionUrls urls;
    private final Authorizer authorizer;
    private final Network network;

    LambdaDoor(Entrance entrance, Functions functions, Authorizer authorizer, Network network) {
        this.entrance = entrance;
        this.api = new LambdaApi(functions);
        this.urls = new FunctionUrls(functions);
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
        LambdaAnswer answer;
        try {
            answer = perform(exchange, url, visit);
        } catch (AwsException refusal) {
            visit.failed(LambdaAnswer.told(refusal));
            answer = FunctionUrls.refusal(refusal);
        } catch (RuntimeException fault) {
            answer = FunctionUrls.refusal(visit.fault(fault));
        }
        write(exchange, answer, visit);
    }

    private LambdaAnswer perform(Exchange exchange, Target.FunctionUrl url, Visit visit) throws IOException {
        visit.named("InvokeFunctionUrl", false);
        visit.about("urlId", url.urlId());
        urls.function(url.urlId()).map(LambdaDoor::resource).ifPresent(visit::about);
        Optional<Identity> signer = Optional.empty();
        var body = exchange.body();
        if (urls.isAuthenticated(url.urlId())) {
            var arrival = entrance.admit(exchange, visit);
            signer = arrival.signer();
            body = arrival.stream();
        }
        var bytes = body.readNBytes(FunctionUrls.MOST_BODY + 1);
        if (bytes.length > FunctionUrls.MOST_BODY) {
            throw new AwsException(ErrorCode.RequestTooLargeException);
        }
        var gate = authorizer.gate(signer, exchange.head(), network);
        visit.decidedBy(gate);
        var request = new UrlRequest(
                url.urlId(),
                url.rawPath(),
                exchange.head(),
                Payload.of(bytes),
                signer,
                visit.requestId(),
                visit.time());
        return urls.answer(request, gate);
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
