package io.sluice.catalogue.replay;

/** Reads the lines of one kind of log. For one thread. */
interface LineParser {
    /**
     * One line, which is not blank.
     *
     * @param at its number
     */
    Entry parse(byte[] bytes, int from, int length, long at);
}
