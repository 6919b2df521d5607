package io.sluice.lake.lambda;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.lambda.InvokeResult.Cause;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.storage.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The functions of this lake, to be invoked by whoever decided that it may be: Lambda's API, function URLs, S3's notifications and Object
 * Lambda. Safe for use by several threads.
 */
public final class Functions implements AutoCloseable {
    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Of a buffered answer</a>. */
    static final int MOST_ANSWER = 6 * 1024 * 1024 + 100;

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html">Where nothing is configured</a>. */
    static final FunctionState.EventSettings NO_EVENT_SETTINGS = new FunctionState.EventSettings(
            FunctionState.EventSettings.MOST_RETRIES,
            FunctionState.EventSettings.LONGEST_AGE,
            Optional.empty(),
            Instant.EPOCH);

    private final Parts parts;
    private final CodeStore code;
    private final FunctionStore store;
    private final EnvironmentPool pool;
    private final EventQueue events;
    private final Concurrency concurrency = new Concurrency();
    private volatile boolean closed;
    private volatile Plan.Plans plans = Plan.Plans.NONE;

    /**
     * What functions need.
     *
     * @param folder where code and logs are kept
     * @param endpoint of the lake, which is asked for when a function starts
     * @param buckets where records of failed invocations go
     */
    public record Parts(
            Path folder,
            Settings settings,
            Principals principals,
            String region,
            Supplier<URI> endpoint,
            BucketDestination buckets,
            LambdaOptions options,
            Clock clock) {
        public Parts {
            Objects.requireNonNull(folder);
            Objects.requireNonNull(settings);
            Objects.requireNonNull(principals);
            Objects.requireNonNull(region);
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(buckets);
            Objects.requireNonNull(options);
            Objects.requireNonNull(clock);
        }
    }

    private Functions(Parts parts) throws IOException {
        this.parts = parts;
        store = new FunctionStore(parts.settings());
        code = new CodeStore(parts.folder());
        code.retain(store.all().stream()
                .map(each -> each.configuration().code().sha256())
                .collect(Collectors.toSet()));
        var starter = new EnvironmentStarter(
                parts.folder(),
                code,
                parts.principals(),
                parts.options(),
                new EnvironmentStarter.Place(parts.region(), parts.endpoint()),
                parts.clock());
        pool = new EnvironmentPool(starter, parts.options(), parts.clock());
        var discarded = new DiscardedEvents(parts.folder(), parts.buckets(), parts.clock());
        events = new EventQueue(
                parts.settings(), new EventAttempt(this, parts.options(), discarded), this::width, parts.clock());
    }

    public static Functions open(Parts parts) throws IOException {
        return new Functions(parts);
    }

    /** From now on functions are made after these plans; those that are there get what is planned for them. */
    public void plan(Plan.Plans given) {
        plans = given;
        store.all().forEach(state -> applyPlan(state.function()));
    }

    Optional<Plan> plan(FunctionReference function) {
        return plans.of(function.name());
    }

    /** Puts on a function what is planned for it. */
    void applyPlan(FunctionReference function) {
        plan(function).ifPresent(plan -> {
            new Planning(store, parts.clock()).apply(function, arn(function), plan);
            plans.applied(function.name());
        });
    }

    /** Goes on with the events that an earlier lake left; the lake must answer by then. */
    public void resume() {
        events.resume();
    }

    /** How many events of a function are tried at the same time: what it has reserved, or half of what there may be. */
    private int width(FunctionReference function) {
        int half = Math.max(1, parts.options().environments() / 2);
        return store.find(function)
                .filter(state -> state.reserved().isPresent())
                .map(state -> Math.min(half, state.reserved().getAsInt()))
                .orElse(half);
    }

    boolean isClosed() {
        return closed;
    }

    FunctionReference.Place place() {
        return new FunctionReference.Place(parts.region(), parts.principals().account());
    }

    FunctionStore store() {
        return store;
    }

    CodeStore code() {
        return code;
    }

    EnvironmentPool pool() {
        return pool;
    }

    Clock clock() {
        return parts.clock();
    }

    Principals principals() {
        return parts.principals();
    }

    /**
     * The function that a name or an ARN means, whether or not it is there.
     *
     * @throws AwsException {@code InvalidParameterValueException} or {@code ResourceNotFoundException}
     */
    public FunctionReference reference(String nameOrArn) {
        return FunctionReference.parse(nameOrArn, Optional.empty(), place());
    }

    public String arn(FunctionReference function) {
        return place().arn(function);
    }

    public boolean exists(FunctionReference function) {
        return store.find(function).isPresent();
    }

    /** The function's own policy, which decides beside the caller's. */
    public Optional<NamedPolicy> policy(FunctionReference function) {
        return store.find(function).flatMap(FunctionState::resourcePolicy);
    }

    /**
     * Invokes a function and waits for its answer. Whether the caller may was decided before.
     *
     * @param deadline by when the caller needs the answer; the function's own timeout may be sooner. A function that is not done by then
     *     goes on, and the result is a timeout
     * @throws AwsException {@code ResourceNotFoundException}, {@code TooManyRequestsException}
     */
    public InvokeResult invoke(FunctionReference function, byte[] event, Instant deadline) {
        return invoke(function, InvokeRequest.of(event, deadline));
    }

    /** What a function URL is, {@code http://<id>.lambda-url.us-east-1.localhost:9600/}. */
    String url(String urlId) {
        var endpoint = parts.endpoint().get();
        return endpoint.getScheme() + "://" + urlId + ".lambda-url." + parts.region() + ".localhost:"
                + endpoint.getPort() + "/";
    }

    /**
     * Leaves an event for a function, which is invoked with it soon, and again where it fails. It is on disk when this returns.
     *
     * @return the id of the invocation
     */
    public String enqueue(FunctionReference function, byte[] event) {
        return events.add(function, event);
    }

    InvokeResult invoke(FunctionReference function, InvokeRequest request) {
        var invocation = begin(function, request);
        var reply = invocation.awaitReply(Duration.between(parts.clock().instant(), request.until()));
        if (reply.isEmpty()) {
            return tooLate(request);
        }
        return switch (reply.get()) {
            case Reply.Failure error ->
                new InvokeResult.Failed(request.requestId(), error.cause(), error.payload(), invocation.awaitEnd());
            case Reply.Body body -> read(body, invocation);
        };
    }

    /** Lets an environment begin; the reply comes to the invocation. */
    Invocation begin(FunctionReference function, InvokeRequest request) {
        var state = require(function);
        concurrency.enter(function, state.reserved());
        var invocation = new Invocation(request, parts.clock().instant());
        invocation.whenEnded(() -> concurrency.leave(function));
        try {
            pool.begin(state.configuration(), invocation);
        } catch (Launch.LaunchException e) {
            var text = "RequestId: " + invocation.id() + " Error: " + e.getMessage();
            invocation.reply(Reply.Failure.of(Cause.INITIALIZATION, "Runtime.InvalidEntrypoint", text));
            invocation.end("");
        } catch (RuntimeException e) {
            invocation.end("");
            throw e;
        }
        return invocation;
    }

    FunctionState require(FunctionReference function) {
        return store.find(function).orElseThrow(() -> FunctionReference.notFound(arn(function)));
    }

    private static InvokeResult tooLate(InvokeRequest request) {
        var error = Reply.Failure.of(
                Cause.TIMEOUT,
                "Sandbox.Timedout",
                "RequestId: " + request.requestId() + " Error: The caller could not wait longer");
        return new InvokeResult.Failed(request.requestId(), Cause.TIMEOUT, error.payload(), "");
    }

    private static InvokeResult read(Reply.Body body, Invocation invocation) {
        byte[] bytes;
        try (body) {
            bytes = body.in().readNBytes(MOST_ANSWER + 1);
        } catch (IOException _) {
            body.close();
            return failed(invocation, "Runtime.TruncatedResponse", "The response was cut off");
        }
        return bytes.length > MOST_ANSWER
                ? failed(
                        invocation,
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + MOST_ANSWER + " bytes).")
                : new InvokeResult.Answered(invocation.id(), Payload.of(bytes), invocation.awaitEnd());
    }

    private static InvokeResult failed(Invocation invocation, String type, String message) {
        var error = Reply.Failure.of(Cause.RESPONSE, type, message);
        return new InvokeResult.Failed(invocation.id(), Cause.RESPONSE, error.payload(), invocation.awaitEnd());
    }

    /** Ends every execution environment. */
    @Override
    public void close() {
        closed = true;
        events.close();
        pool.close();
    }
}
