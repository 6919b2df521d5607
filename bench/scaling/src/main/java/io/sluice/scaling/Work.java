package io.sluice.scaling;

/** How long the parts of an invocation take, in slots. */
record Work(Clock clock, Facts facts) {
    /** Until the bytes of an object are there; through Object Lambda the redactor reads first and then writes. */
    long read(Reader.Reads reads) {
        double once = facts.of("S3 latency");
        return clock.slotsOf(reads == Reader.Reads.REDACTED ? once + redactSeconds() : once);
    }

    /** How long a read keeps the redactor busy. */
    long redact() {
        return clock.slotsOf(redactSeconds());
    }

    private double redactSeconds() {
        return facts.of("S3 latency") + facts.of("invocation");
    }

    /** What the consumer does besides reading. */
    long compute(double events) {
        return clock.slotsOf(facts.of("invocation") + events * facts.of("event"));
    }

    long readsAtOnce() {
        return (long) facts.of("reads at once");
    }
}
