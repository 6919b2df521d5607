package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.objectlambda.Configuration.Transformation;
import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.Identity;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a function answer a request, within 60 seconds from the invocation to the last byte. Whoever calls this has decided that the caller
 * may. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html">writing functions for Object
 * Lambda</a>.
 */
public final class ObjectLambda {
    /** How long S3 Object Lambda lets a function take. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    /** The name under which it asks in a caller's name, {@code aws:CalledVia}. */
    public static final String SERVICE = "s3-object-lambda.amazonaws.com";

    private static final System.Logger LOG = System.getLogger(ObjectLambda.class.getName());

    private final Invoker invoker;
    private final InputUrls urls;
    private final OpenCalls calls;
    private final Duration limit;
    private final Clock clock;

    /** Object Lambda that lets functions take up to {@code limit}. */
    public ObjectLambda(Invoker invoker, InputUrls urls, OpenCalls calls, Duration limit, Clock clock) {
        this.invoker = invoker;
        this.urls = urls;
        this.calls = calls;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * A request that a function answers.
     *
     * @param key of the object; none for a listing
     * @param alias of the supporting access point
     * @param access what the function reads with, in the caller's name
     */
    public record Ask(
            Exchange exchange,
            Configuration.Action action,
            Transformation transformation,
            ObjectLambdaPoints.Guarded point,
            String alias,
            Optional<String> key,
            Identity caller,
            Credentials access,
            String requestId,
            String hostId) {
        @Override
        public String toString() {
            return "Ask[" + action + " " + requestId + "]";
        }
    }

    /** How long a URL that is made now must be good for. */
    public Duration limit() {
        return limit;
    }

    /**
     * Answers it.
     *
     * @return bytes of body that were sent
     * @throws AwsException where the function did not answer: nothing was sent yet
     */
    public long answer(Ask ask) throws IOException {
        Features.require(
                ask.exchange().head(),
                ask.action(),
                ask.point().point().configuration().allowedFeatures());
        long end = System.nanoTime() + limit.toNanos();
        try (var call = calls.open(ask.point())) {
            invoke(ask, call);
            return switch (call.await(limit)) {
                case OpenCall.Turn.Written(var reply) -> write(ask, reply, end);
                case OpenCall.Turn.WrittenWrong(var why) -> throw Returned.invalid(why);
                case OpenCall.Turn.Ended(Outcome.Returned(var payload)) -> write(ask, payload);
                case OpenCall.Turn.Ended(var outcome) -> throw outcome.refusal();
            };
        }
    }

    private void invoke(Ask ask, OpenCall call) {
        boolean writes = ask.action() == Configuration.Action.GetObject;
        var url = urls.of(ask.exchange().head(), ask.alias(), ask.key(), ask.access(), limit);
        var event = new CallEvent(
                        ask.requestId(),
                        ask.action(),
                        url,
                        Optional.of(call).filter(_ -> writes),
                        ask.point().point(),
                        ask.transformation().payload(),
                        ask.exchange().head(),
                        ask.caller())
                .json();
        var deadline = clock.instant().plus(limit);
        Thread.ofVirtual().name("object-lambda").start(() -> {
            try {
                call.ended(invoker.invoke(ask.transformation().functionArn(), event, deadline));
            } catch (RuntimeException fault) {
                LOG.log(System.Logger.Level.ERROR, "Request " + ask.requestId() + " could not invoke", fault);
                call.ended(new Outcome.NotInvoked("An internal error occurred."));
            }
        });
    }

    private static long write(Ask ask, Reply reply, long end) throws IOException {
        var delivery = new Delivery(ask.exchange(), ask.requestId(), ask.hostId());
        try (var _ = new Alarm(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
            delivery.write(reply);
        }
        return delivery.bytes();
    }

    private static long write(Ask ask, String payload) throws IOException {
        var returned =
                switch (ask.action()) {
                    case GetObject -> throw new AwsException(ErrorCode.LambdaResponseNotReceived);
                    case HeadObject -> Returned.head(payload);
                    case ListObjects -> Returned.list(payload, false);
                    case ListObjectsV2 -> Returned.list(payload, true);
                };
        var delivery = new Delivery(ask.exchange(), ask.requestId(), ask.hostId());
        delivery.write(returned);
        return delivery.bytes();
    }
}
