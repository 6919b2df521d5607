package io.sluice.scaling;

/** Who reads what was written, and how it learns of it. */
sealed interface Reader {
    /** What of an object the reader gets. */
    default Reads reads() {
        return switch (this) {
            case StartedByS3 started -> started.how();
            case FromQueue queue -> queue.how();
            case FromListing _ -> Reads.RAW;
        };
    }

    /** Each object starts the function once; S3 says so without a queue. */
    record StartedByS3(Reads how) implements Reader {}

    /** A function takes up to {@code batch} messages of a standard queue at once. */
    record FromQueue(int batch, Reads how) implements Reader {}

    /** Flink or Spark lists the prefix and reads each new object once; no function is in between. */
    record FromListing() implements Reader {}

    /** As it is stored, or redacted in flight, which takes a second function for every read. */
    enum Reads {
        RAW,
        REDACTED
    }
}
