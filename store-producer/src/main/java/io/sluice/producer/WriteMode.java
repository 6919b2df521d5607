package io.sluice.producer;

/** One object for each event, as the source system writes them, or batches of lines. */
enum WriteMode {
    OBJECT,
    BATCH
}
