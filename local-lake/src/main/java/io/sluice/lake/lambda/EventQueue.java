package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.ERROR;

import io.sluice.lake.storage.Settings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events on their way to functions, on disk until they are done with: a restart tries those again that were under way. Each function has
 * its own line, so that none waits for another. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">asynchronous invocation</a>.
 */
final class EventQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventQueue.class.getName());
    private static final String KIND = "function-event";

    /** What tries an event, and says with what it waits for another time; with nothing where it is done with. */
    interface Attempt {
        Optional<QueuedEvent> make(QueuedEvent event);
    }

    /** How many events of a function may be tried at the same time. */
    interface Width {
        int of(FunctionReference function);
    }

    /** The events of one function. */
    private static final class Line {
        private final PriorityQueue<QueuedEvent> waiting = new PriorityQueue<>(QueuedEvent.BY_TIME);
        private int running;
    }

    private final Settings settings;
    private final Attempt attempt;
    private final Width width;
    private final Clock clock;
    private final ScheduledExecutorService timers = Timers.start("lambda-events");
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FunctionReference, Line> lines = new HashMap<>();
    private boolean closed;

    EventQueue(Settings settings, Attempt attempt, Width width, Clock clock) {
        this.settings = settings;
        this.attempt = attempt;
        this.width = width;
        this.clock = clock;
    }

    /** Goes on with what an earlier lake left. */
    void resume() {
        settings.list(KIND).forEach((id, json) -> line(QueuedEvent.read(id, json)));
    }

    /** Takes an event; it is on disk when this returns. */
    String add(FunctionReference function, byte[] json) {
        var event = QueuedEvent.of(function, json, clock.instant());
        settings.put(KIND, event.id(), event.json());
        line(event);
        return event.id();
    }

    private void line(QueuedEvent event) {
        lock.lock();
        try {
            lines.computeIfAbsent(event.function(), _ -> new Line()).waiting.add(event);
        } finally {
            lock.unlock();
        }
        pump(event.function());
    }

    /** Tries what is due, as much as may be at the same time. */
    private void pump(FunctionReference function) {
        int most = Math.max(1, width.of(function));
        lock.lock();
        try {
            var line = lines.get(function);
            while (!closed && line != null && line.running < most && isDue(line)) {
                var event = line.waiting.remove();
                line.running++;
                Thread.ofVirtual().name("lambda-event").start(() -> run(event));
            }
            if (line != null && line.running == 0 && line.waiting.isEmpty()) {
                lines.remove(function);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is not due yet is looked at again when it is. */
    private boolean isDue(Line line) {
        var head = line.waiting.peek();
        if (head == null) {
            return false;
        }
        var wait = head.left(clock.instant());
        if (wait.isPositive()) {
            var _ = timers.schedule(() -> pump(head.function()), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
            return false;
        }
        return true;
    }

    private void run(QueuedEvent event) {
        var again = Optional.of(event);
        try {
            again = attempt.make(event);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Event " + event.id() + " could not be tried; it is tried again when the lake starts", e);
        }
        settle(event, again);
        pump(event.function());
    }

    private void settle(QueuedEvent event, Optional<QueuedEvent> again) {
        lock.lock();
        try {
            var line = lines.get(event.function());
            line.running--;
            if (closed || again.filter(each -> each.equals(event)).isPresent()) {
                return;
            }
            if (again.isPresent()) {
                settings.put(KIND, event.id(), again.get().json());
                line.waiting.add(again.get());
            } else {
                settings.delete(KIND, event.id());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more begin; what waits or is under way stays on disk. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        timers.shutdown();
    }
}
