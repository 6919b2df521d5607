package io.sluice.catalogue.replay;

/**
 * A line of a log with where it is.
 *
 * @param at the line of the file, or of a document the record, from 1
 */
record Entry(long at, LogKind kind, LogLine line) {}
