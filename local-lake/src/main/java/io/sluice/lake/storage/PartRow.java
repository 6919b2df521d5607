package io.sluice.lake.storage;

import java.util.List;

/** A part of an upload and where its body lies. */
record PartRow(Upload.Part part, List<Segment> segments) {
    PartRow {
        segments = List.copyOf(segments);
    }
}
