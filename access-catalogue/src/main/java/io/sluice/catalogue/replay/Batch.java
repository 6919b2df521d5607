package io.sluice.catalogue.replay;

import java.util.List;

/**
 * Lines of one file that follow each other.
 *
 * @param bytes how much of the file they are, unpacked
 */
record Batch(String file, List<Entry> entries, long bytes) {
    Batch {
        entries = List.copyOf(entries);
    }
}
