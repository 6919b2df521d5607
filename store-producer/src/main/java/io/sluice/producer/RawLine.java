package io.sluice.producer;

/**
 * One line, record or array element as it was sent, without what separates it from the next.
 *
 * @param number counts from 1; of something longer than a line, its first
 * @param cut whether it was longer than is looked at, and the rest is gone
 */
@SuppressWarnings("ArrayRecordComponent") // lines are handed on, never compared
record RawLine(long number, byte[] bytes, boolean cut) {}
