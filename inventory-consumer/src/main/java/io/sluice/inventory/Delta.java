package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What one object adds: all its lines, once it was read to its end. */
record Delta(ObjectId object, List<Line> lines) {
    Delta {
        requireNonNull(object);
        lines = List.copyOf(lines);
    }
}
