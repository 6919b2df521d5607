package io.sluice.producer;

/** What S3 answered to one write. */
sealed interface Outcome {

    /** The object is durable under this key. */
    record Written(String key, long bytes) implements Outcome {}

    /** Nothing was written, as far as is known; status 0 where there was no answer at all. */
    record Failed(int status, String code, String message) implements Outcome {}
}
