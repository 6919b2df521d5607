package io.sluice.lake.http;

/** What all connections of a server have in common. */
record Shared(Handler handler, Limits limits, BodyMemory memory) {
    static Shared of(Handler handler, Limits limits) {
        return new Shared(handler, limits, new BodyMemory(limits.bodies().held()));
    }
}
