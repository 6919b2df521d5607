package io.sluice.sales;

import io.sluice.events.StoreEvent;
import java.util.List;

/** Consecutive lines of one object that are counted together with the progress that includes them. */
record Chunk(List<StoreEvent> events, List<Problem> problems, Progress progress) {
    Chunk {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /** A line that is no event of this application. */
    record Problem(long line, String reason) {}
}
