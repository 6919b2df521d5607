package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All execution environments. One that waits is used again, the one that waited least; where there are as many as there may be, one that
 * waits for another function makes room.
 */
final class EnvironmentPool implements ExecutionEnvironment.Owner, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EnvironmentPool.class.getName());

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Starts one. */
    interface Starter {
        ExecutionEnvironment start(Configuration configuration, EnvironmentPool pool) throws Launch.LaunchException;
    }

    private final Starter starter;
    private final LambdaOptions options;
    private final Clock clock;
    private final ScheduledExecutorService timers = Timers.start("lambda-watch");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    /** The last one waited least. */
    private final List<ExecutionEnvironment> waiting = new ArrayList<>();

    private int starting;
    private boolean closed;

    EnvironmentPool(Starter starter, LambdaOptions options, Clock clock) {
        this.starter = starter;
        this.options = options;
        this.clock = clock;
        var step = options.lookEvery().toMillis();
        var _ = timers.scheduleWithFixedDelay(this::look, step, step, TimeUnit.MILLISECONDS);
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    /**
     * Lets an environment of the function begin the invocation.
     *
     * @throws AwsException {@code TooManyRequestsException} where there is no place for one
     * @throws Launch.LaunchException where none can be started
     */
    void begin(Configuration configuration, Invocation invocation) throws Launch.LaunchException {
        var begun = false;
        while (!begun) {
            var found = take(configuration);
            var environment = found.isPresent() ? found.get() : start(configuration);
            begun = environment.begin(invocation);
        }
    }

    private Optional<ExecutionEnvironment> take(Configuration configuration) {
        Optional<ExecutionEnvironment> toEnd;
        lock.lock();
        try {
            if (closed) {
                throw new AwsException(ErrorCode.ServiceException, "The lake is shutting down.");
            }
            for (var i = waiting.size() - 1; i >= 0; i--) {
                if (waiting.get(i).isUsable(configuration, clock.instant())) {
                    return Optional.of(waiting.remove(i));
                }
            }
            toEnd = makeRoom();
            starting++;
        } finally {
            lock.unlock();
        }
        toEnd.ifPresent(ExecutionEnvironment::shutDown);
        return Optional.empty();
    }

    private Optional<ExecutionEnvironment> makeRoom() {
        if (all.size() + starting < options.environments()) {
            return Optional.empty();
        }
        if (waiting.isEmpty()) {
            throw new AwsException(
                    ErrorCode.TooManyRequestsException,
                    ErrorCode.TooManyRequestsException.message(),
                    Map.of("Reason", "ConcurrentInvocationLimitExceeded"));
        }
        return Optional.of(waiting.removeFirst());
    }

    private ExecutionEnvironment start(Configuration configuration) throws Launch.LaunchException {
        Optional<ExecutionEnvironment> made = Optional.empty();
        try {
            made = Optional.of(starter.start(configuration, this));
            return made.get();
        } finally {
            started(made);
        }
    }

    private void started(Optional<ExecutionEnvironment> made) {
        boolean tooLate;
        lock.lock();
        try {
            starting--;
            made.ifPresent(all::add);
            tooLate = closed;
        } finally {
            lock.unlock();
        }
        if (tooLate) {
            made.ifPresent(ExecutionEnvironment::shutDown);
        }
    }

    @Override
    public void idle(ExecutionEnvironment environment) {
        lock.lock();
        try {
            if (!environment.isRetired()) {
                waiting.add(environment);
            }
        } finally {
            lock.unlock();
        }
        if (environment.isRetired()) {
            environment.shutDown();
        }
    }

    @Override
    public void gone(ExecutionEnvironment environment) {
        lock.lock();
        try {
            all.remove(environment);
            waiting.remove(environment);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the environments of a function as soon as they wait, after its code or configuration changed or it was deleted. */
    void forget(FunctionReference function) {
        everyone().stream()
                .filter(environment -> environment.configuration().function().equals(function))
                .forEach(ExecutionEnvironment::retire);
        endWaiting(ExecutionEnvironment::isRetired);
    }

    private void endWaiting(java.util.function.Predicate<ExecutionEnvironment> which) {
        List<ExecutionEnvironment> toEnd;
        lock.lock();
        try {
            toEnd = waiting.stream().filter(which).toList();
            waiting.removeAll(toEnd);
        } finally {
            lock.unlock();
        }
        toEnd.forEach(ExecutionEnvironment::shutDown);
    }

    private void look() {
        try {
            endWaiting(environment -> environment.idleFor().compareTo(options.idle()) > 0);
            everyone().forEach(ExecutionEnvironment::look);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "An execution environment could not be looked at", e);
        }
    }

    private List<ExecutionEnvironment> everyone() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** The processes there are. */
    List<Long> pids() {
        return everyone().stream().map(ExecutionEnvironment::pid).toList();
    }

    /** Ends every environment, with whatever it is doing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        everyone().forEach(ExecutionEnvironment::shutDown);
        timers.shutdown();
        awaitEnds();
    }

    private void awaitEnds() {
        lock.lock();
        try {
            var left = GRACE.toNanos();
            while (!all.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
