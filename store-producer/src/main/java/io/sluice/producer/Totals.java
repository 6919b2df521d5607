package io.sluice.producer;

import io.sluice.events.Statistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What this process has written, refused and failed to write since it started. */
public final class Totals {

    /** The counters at one moment; failures by S3's code, and the events in them are not in the message. */
    public record View(
            Message message,
            long objects,
            long bytes,
            long rejectedLines,
            Map<String, Long> failedEvents,
            Map<String, Long> failedWrites) {}

    private Statistics statistics = Statistics.NONE;
    private long objects;
    private long bytes;
    private long rejectedLines;
    private final Map<String, Long> failedEvents = new TreeMap<>();
    private final Map<String, Long> failedWrites = new TreeMap<>();

    /** One write of events was answered. */
    synchronized void settled(Outcome outcome, Statistics events) {
        switch (outcome) {
            case Outcome.Written written -> {
                statistics = statistics.plus(events);
                objects++;
                bytes += written.bytes();
            }
            case Outcome.Failed failed -> {
                statistics = statistics.failed(failed.code() + ": " + failed.message());
                failedEvents.merge(failed.code(), events.totMsgs(), Long::sum);
                failedWrites.merge(failed.code(), 1L, Long::sum);
            }
        }
    }

    /** Lines were no events; whether their quarantine could be written is told too. */
    synchronized void rejected(int lines, Outcome quarantine) {
        rejectedLines += lines;
        if (quarantine instanceof Outcome.Failed failed) {
            statistics = statistics.failed(failed.code() + ": " + failed.message());
            failedWrites.merge(failed.code(), 1L, Long::sum);
        }
    }

    synchronized View view() {
        return new View(
                Message.of(statistics),
                objects,
                bytes,
                rejectedLines,
                new LinkedHashMap<>(failedEvents),
                new LinkedHashMap<>(failedWrites));
    }

    synchronized Statistics statistics() {
        return statistics;
    }
}
