package io.sluice.redaction;

/**
 * What one record may be at most, so that memory stays bounded whatever an object holds; beyond it the object is refused.
 *
 * @param recordBytes of a record (a document, an element of a document that is an array, a line, a row), before and after
 * @param depth of objects and arrays in each other
 * @param nameBytes of a member's name as it is written
 * @param numberBytes of a number as it is written
 * @param window that is read at first, in bytes
 * @param parserOnly whether records are parsed even where scanning would do
 * @param ratio of unpacked to packed bytes, beyond the first 64 MiB
 */
record Limits(int recordBytes, int depth, int nameBytes, int numberBytes, int ratio, int window, boolean parserOnly) {
    static final Limits USUAL = new Limits(16 << 20, 128, 1_024, 256, 1_000, 1 << 14, false);
}
