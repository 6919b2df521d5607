package io.sluice.producer;

import io.quarkus.runtime.configuration.MemorySize;
import io.sluice.events.Compression;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What can be set, as {@code sluice.producer.*} or {@code SLUICE_PRODUCER_*}. */
@ConfigMapping(prefix = "sluice.producer")
interface ProducerConfig {

    /** The access point to write through: its ARN or its alias; a bucket's name works too. */
    String bucket();

    /** Put before every key, such as {@code store_events/}. */
    Optional<String> prefix();

    /** The zone of the day in keys and of the time in generated events; the machine's own where it is not set. */
    Optional<String> zone();

    @WithDefault("batch")
    WriteMode mode();

    /** How batches are packed. One object an event is never packed. */
    @WithDefault("zstd")
    Compression compression();

    Batches batch();

    Limits limits();

    /** When a batch is written: at the first of these bounds, or when nobody is sending any more. */
    interface Batches {
        @WithDefault("4M")
        MemorySize maxBytes();

        @WithDefault("10000")
        int maxEvents();

        @WithDefault("500ms")
        Duration maxAge();
    }

    /** What bounds memory and keeps the senders waiting. */
    interface Limits {
        /** Writes on their way to S3 at once. */
        @WithDefault("16")
        int writes();

        /** Uploads and generations at once; one more is answered 503. */
        @WithDefault("32")
        int uploads();

        /** The longest line that is looked at; of a longer one this much is quarantined. */
        @WithDefault("1M")
        MemorySize line();

        /** Failed writes after which an upload is read no further. */
        @WithDefault("20")
        int failures();

        /** The most events that one call generates. */
        @WithDefault("10000000")
        long generated();
    }
}
