package io.sluice.system.faults;

import io.sluice.events.EventType;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Several tills that send side by side, at a pace that they share, until they are ended. */
final class Tills implements AutoCloseable {
    private final Pace pace = new Pace();
    private final List<Sender> senders;
    private final ExecutorService threads;
    private final List<Future<?>> sending = new ArrayList<>();
    private volatile boolean over;

    /** Starts so many, each of which sends so many events in one call. */
    Tills(HttpClient http, URI producer, int tills, int atOnce) {
        senders = LongStream.rangeClosed(1, tills)
                .mapToObj(seed -> new Sender(http, producer, seed))
                .toList();
        threads = Executors.newFixedThreadPool(tills);
        senders.forEach(sender -> sending.add(threads.submit(() -> {
            while (!over) {
                pace.await(atOnce);
                sender.send(atOnce);
            }
            return null;
        })));
    }

    Pace pace() {
        return pace;
    }

    /** All that was ever sent of a type. */
    Tally sent(EventType type) {
        return senders.stream().map(sender -> sender.sent(type)).reduce(Tally.NONE, Tally::plus);
    }

    /** How many events had to be sent again. */
    long repeated() {
        return senders.stream().mapToLong(Sender::repeated).sum();
    }

    /** Begins nothing new, and waits until all that was begun is acknowledged. */
    void end() throws Exception {
        over = true;
        for (var sender : sending) {
            sender.get(2, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
