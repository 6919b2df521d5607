package io.sluice.catalogue;

import java.util.Objects;

/** Where something stands in a catalogue file. Lines and columns count from 1, as editors do. */
public record Place(String file, int line, int column) {
    public Place {
        Objects.requireNonNull(file);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
