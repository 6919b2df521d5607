package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import io.sluice.events.EventCodec;
import io.sluice.events.EventGenerator;
import io.sluice.events.EventType;
import io.sluice.events.KeyLayout;
import io.sluice.events.Statistics;
import io.sluice.events.StoreEvent;
import io.sluice.events.WriteTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the source system's function did: makes up events of both kinds and writes each below the prefix of its kind, with
 * this application's own credentials. Only its own prefix may take them; the source left the refusals uncounted.
 */
final class Demonstration {

    /** Where each kind goes, and how many events to make up; more are, until there was one of each kind. */
    record Plan(KeyLayout layout, String ownPrefix, String otherPrefix, int events) {}

    /** What S3 said to one write. */
    record Write(String key, boolean own, Optional<Refusal> refusal) {
        Write {
            requireNonNull(key);
            requireNonNull(refusal);
        }

        boolean asExpected() {
            return own
                    ? refusal.isEmpty()
                    : refusal.filter(told -> told.status() == 403 && told.code().equals("AccessDenied"))
                            .isPresent();
        }
    }

    /** The statistics count what was written, and nothing that was refused. */
    record Shown(Statistics statistics, List<Write> writes) {
        Shown {
            writes = List.copyOf(writes);
        }

        boolean holds() {
            return writes.stream().allMatch(Write::asExpected);
        }
    }

    private final Lake lake;
    private final EventGenerator generator;
    private final WriteTimes times;
    private final Plan plan;

    Demonstration(Lake lake, EventGenerator generator, WriteTimes times, Plan plan) {
        this.lake = requireNonNull(lake);
        this.generator = requireNonNull(generator);
        this.times = requireNonNull(times);
        this.plan = requireNonNull(plan);
    }

    Shown show() {
        List<Write> writes = new ArrayList<>();
        Statistics statistics = Statistics.NONE;
        while (writes.size() < plan.events()
                || writes.stream().map(Write::own).distinct().count() < 2) {
            StoreEvent event = generator.next();
            Write write = write(event);
            writes.add(write);
            statistics = write.refusal().isEmpty() ? statistics.plus(event) : statistics;
            statistics = write.asExpected() ? statistics : statistics.failed(unexpected(write));
        }
        return new Shown(statistics, writes);
    }

    private Write write(StoreEvent event) {
        boolean own = event.type() == EventType.INVENTORY;
        String prefix = own ? plan.ownPrefix() : plan.otherPrefix();
        String key = plan.layout().key(prefix.substring(0, prefix.length() - 1), times.next(), ".json");
        try {
            lake.write(key, EventCodec.encode(event));
            return new Write(key, own, Optional.empty());
        } catch (SdkException refused) {
            return new Write(key, own, Optional.of(Refusal.of(refused)));
        }
    }

    private static String unexpected(Write write) {
        return write.key() + ": "
                + write.refusal().map(Refusal::told).orElse("was written, though it is not this application's");
    }
}
