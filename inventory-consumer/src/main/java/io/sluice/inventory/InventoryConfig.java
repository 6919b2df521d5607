package io.sluice.inventory;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What can be set, as {@code sluice.inventory.*} or {@code SLUICE_INVENTORY_*}. */
@ConfigMapping(prefix = "sluice.inventory")
interface InventoryConfig {

    /** The access point to list and to write through: its ARN or its alias. */
    String bucket();

    /** What objects are read through, such as the ARN or alias of an Object Lambda access point; {@code bucket} where it is not set. */
    Optional<String> view();

    /**
     * The view that objects are read through where it stands behind a function URL, such as
     * {@code https://abc.lambda-url.us-east-1.on.aws/views/data-shield}, instead of {@code view}.
     */
    Optional<URI> viewUrl();

    /** Where this application's events and reports lie. */
    @WithDefault("inventory_event/")
    String prefix();

    /**
     * The key of what this application knows. It is written with {@code If-Match}, for which S3 wants the right to read it through
     * {@code bucket} itself, so it lies where nothing is redacted.
     */
    @WithDefault("inventory_state/ledger.json")
    String state();

    /** A prefix of somebody else, which the demonstration tries. */
    @WithDefault("sales_event/")
    String otherPrefix();

    /** How many events the demonstration makes up. */
    @WithDefault("14")
    int demonstrated();

    /** How long an invocation may take; as Lambda tells it where this is not set. */
    Optional<Duration> timeLimit();

    /** What is left of an invocation's time when it begins nothing more. */
    @WithDefault("5s")
    Duration reserve();

    /** A SKU of which a store has sold this many more than came back goes on the restock list. */
    @WithDefault("50")
    long restockAt();

    Limits limits();

    /** What bounds the state, the reports and the memory. */
    interface Limits {
        /** Pairs of SKU and store that are kept apart; more are added up by store only. */
        @WithDefault("200000")
        int stock();

        /** Objects remembered as counted, by key from the last one back. */
        @WithDefault("10000")
        int objects();

        /** Objects that could not be read and are to be tried again. */
        @WithDefault("1000")
        int pending();

        /** How often one of those is tried before it waits for somebody to ask for it by name. */
        @WithDefault("10")
        int attempts();

        /** Orders that wait for their dispatch; more push out the oldest that has no priority. */
        @WithDefault("10000")
        int orders();

        /** Request ids remembered, to count an event once that was written twice. */
        @WithDefault("50000")
        int requests();

        /** Events that one object may hold. */
        @WithDefault("200000")
        int objectEvents();

        /** The longest line, and the longest object that is one JSON document. */
        @WithDefault("1M")
        MemorySize line();

        /** Lines of each list in the report. */
        @WithDefault("1000")
        int report();
    }
}
