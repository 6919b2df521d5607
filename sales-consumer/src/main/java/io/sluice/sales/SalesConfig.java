package io.sluice.sales;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What can be set, as {@code sluice.sales.*} or {@code SLUICE_SALES_*}. */
@ConfigMapping(prefix = "sluice.sales")
interface SalesConfig {

    /** The access point to read through: its ARN or its alias. */
    String bucket();

    /** The bucket behind it, which the walk-through tries to reach directly. */
    String lakeBucket();

    /** Where this application's events lie. Every listing and every read stays below it. */
    @WithDefault("sales_event/")
    String prefix();

    /** A prefix of somebody else, which the walk-through tries. */
    @WithDefault("inventory_event/")
    String otherPrefix();

    /** The folder of the ledger: what is counted, and how far. */
    @WithDefault("sales-ledger")
    Path data();

    /** How long after a look for new objects the next one comes. */
    @WithDefault("1s")
    Duration pollEvery();

    /** How far a key may lag behind the newest of its day and still be found by the next look. */
    @WithDefault("15m")
    Duration window();

    /** How often everything is listed, for keys that come later than that. */
    @WithDefault("1h")
    Duration sweepEvery();

    /** Objects read at once. */
    @WithDefault("8")
    int readers();

    /** The longest line that is read. */
    @WithDefault("1M")
    MemorySize line();

    /** The newest events that are kept for showing; older ones are counted only. */
    @WithDefault("100000")
    long keepEvents();
}
