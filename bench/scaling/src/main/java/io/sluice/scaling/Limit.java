package io.sluice.scaling;

/** What can be too little, in the order in which an event comes by. */
enum Limit {
    KEYS("keys a second", "free keys of a folder"),
    WRITES("S3 writes", "S3 writes a second and prefix"),
    CONSUMER("consumer concurrency", "concurrency reserved for the consumer"),
    POLLERS("queue pollers", "batches of a queue at once"),
    IN_FLIGHT("messages in flight", "messages of a queue in flight"),
    CONCURRENCY("Lambda concurrency", "Lambda concurrency of the account"),
    READS("S3 reads", "S3 reads a second and prefix");

    private final String fact;
    private final String words;

    Limit(String fact, String words) {
        this.fact = fact;
        this.words = words;
    }

    String fact() {
        return fact;
    }

    String words() {
        return words;
    }
}
