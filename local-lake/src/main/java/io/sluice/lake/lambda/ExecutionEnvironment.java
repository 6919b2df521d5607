package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.lake.lambda.InvokeResult.Cause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One process that runs a function, one invocation at a time, from its start to its end. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">the execution environment lifecycle</a>. An
 * initialisation that takes long is not started a second time, as AWS does after ten seconds; it has longer instead.
 */
final class ExecutionEnvironment implements RuntimeApi.Events {
    private static final System.Logger LOG = System.getLogger(ExecutionEnvironment.class.getName());

    /** Who has it when it does nothing. */
    interface Owner {
        void idle(ExecutionEnvironment environment);

        void gone(ExecutionEnvironment environment);
    }

    /**
     * What it is made of.
     *
     * @param usableUntil when its credentials are too old for another invocation
     */
    record Parts(
            Configuration configuration,
            Instant usableUntil,
            Transcript transcript,
            LambdaOptions options,
            ScheduledExecutorService timers,
            Owner owner) {}

    private final Parts parts;
    private final Report report;
    private final ReentrantLock lock = new ReentrantLock();
    private final long started = System.nanoTime();
    private RuntimeApi api;
    private RuntimeProcess process;
    private Optional<Invocation> current = Optional.empty();
    private Optional<Reply.Failure> failure = Optional.empty();
    private Optional<ScheduledFuture<?>> timer = Optional.empty();
    private boolean initialized;
    private boolean delivered;
    private boolean ended;
    private volatile boolean retired;
    private volatile long idleSince = System.nanoTime();

    ExecutionEnvironment(Parts parts) {
        this.parts = parts;
        this.report = new Report(parts.configuration());
    }

    /** Tells it what it consists of; from then on it lives until its process ends. */
    void run(RuntimeApi itsApi, RuntimeProcess itsProcess) {
        lock.lock();
        try {
            api = itsApi;
            process = itsProcess;
        } finally {
            lock.unlock();
        }
        var _ = itsProcess
                .exit()
                .thenAcceptAsync(
                        this::exited,
                        task -> Thread.ofVirtual().name("lambda-exit").start(task));
    }

    Configuration configuration() {
        return parts.configuration();
    }

    boolean isUsable(Configuration wanted, Instant now) {
        return wanted.revisionId().equals(configuration().revisionId()) && now.isBefore(parts.usableUntil());
    }

    /** It is not to be used again. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    long pid() {
        return process.pid();
    }

    Duration idleFor() {
        return Duration.ofNanos(System.nanoTime() - idleSince);
    }

    /** Starts an invocation; not where the process has just ended. */
    boolean begin(Invocation invocation) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            current = Optional.of(invocation);
            delivered = false;
            if (!initialized) {
                after(
                        parts.options().initialization(),
                        () -> timedOut(invocation, parts.options().initialization()));
            }
            api.offer(invocation);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void after(Duration time, Runnable what) {
        timer.ifPresent(before -> before.cancel(false));
        timer = Optional.of(parts.timers().schedule(what, time.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void ready() {
        Optional<Invocation> done = Optional.empty();
        lock.lock();
        try {
            if (!initialized) {
                initialized = true;
                report.initialized(System.nanoTime() - started);
            } else if (delivered) {
                done = current;
                current = Optional.empty();
                delivered = false;
                timer.ifPresent(each -> each.cancel(false));
                idleSince = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
        done.ifPresent(this::finished);
    }

    private void finished(Invocation invocation) {
        invocation.reply(Reply.Failure.of(
                Cause.RESPONSE,
                "Runtime.NoResponse",
                report.error(invocation, "The runtime asked for the next event without a response")));
        report.memory(process.memory());
        report.end(invocation, parts.transcript(), Optional.empty());
        var log = parts.transcript().tail();
        parts.owner().idle(this);
        invocation.end(log);
    }

    @Override
    public void delivered(Invocation invocation) {
        parts.transcript().start("START RequestId: " + invocation.id() + " Version: " + FunctionReference.LATEST);
        lock.lock();
        try {
            delivered = true;
            invocation.delivered();
            var timeout = configuration().settable().timeout();
            after(timeout, () -> timedOut(invocation, timeout));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void initializationFailed(byte[] error) {
        end(new Reply.Failure(Cause.INITIALIZATION, Payload.of(error)));
    }

    private void timedOut(Invocation invocation, Duration allowed) {
        if (isCurrent(invocation)) {
            var seconds = "%.2f".formatted(allowed.toMillis() / 1000.0);
            var text = report.error(invocation, "Error: Task timed out after " + seconds + " seconds");
            end(Reply.Failure.of(Cause.TIMEOUT, "Sandbox.Timedout", text));
        }
    }

    private boolean isCurrent(Invocation invocation) {
        lock.lock();
        try {
            return current.filter(each -> each == invocation).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** Looks at what it uses and says. */
    void look() {
        parts.transcript().sweep();
        var used = process.memory();
        report.memory(used);
        var allowed = configuration().settable().memory() * 1024L * 1024L;
        if (used > allowed) {
            var id = current.map(Invocation::id).orElse("none");
            end(Reply.Failure.of(
                    Cause.MEMORY,
                    "Runtime.OutOfMemory",
                    "RequestId: " + id + " Error: Runtime exited with error: signal: killed"));
        }
    }

    /** Ends it, for a reason. */
    private void end(Reply.Failure because) {
        lock.lock();
        try {
            if (failure.isEmpty()) {
                failure = Optional.of(because);
            }
            current.ifPresent(invocation -> invocation.reply(because));
        } finally {
            lock.unlock();
        }
        process.kill();
    }

    /** Ends it, with whatever it is doing. */
    void shutDown() {
        process.kill();
    }

    private void exited(int status) {
        Optional<Invocation> interrupted;
        lock.lock();
        try {
            ended = true;
            interrupted = current;
            current = Optional.empty();
            timer.ifPresent(each -> each.cancel(false));
        } finally {
            lock.unlock();
        }
        interrupted.ifPresent(invocation -> interrupted(invocation, status));
        api.close();
        closeTranscript();
        parts.owner().gone(this);
    }

    private void interrupted(Invocation invocation, int status) {
        var because = failure.orElseGet(() -> Reply.Failure.of(
                initialized ? Cause.EXIT : Cause.INITIALIZATION,
                "Runtime.ExitError",
                report.error(invocation, Report.exit(status))));
        invocation.reply(because);
        report.end(invocation, parts.transcript(), Optional.of(because));
        invocation.end(parts.transcript().tail());
    }

    private void closeTranscript() {
        try {
            parts.transcript().close();
        } catch (IOException e) {
            LOG.log(WARNING, "The output of a function could not be closed", e);
        }
    }
}
