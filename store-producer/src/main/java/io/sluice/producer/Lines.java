package io.sluice.producer;

import java.io.IOException;
import java.util.Optional;

/** The parts of an upload that are one event each, one at a time, in memory only as long as they are looked at. */
interface Lines {
    /** The next part, or empty at the end. */
    Optional<RawLine> next() throws IOException;
}
