package io.sluice.broker.browse;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An object being read.
 *
 * @param size of all of it, where that is known
 */
public record Contents(InputStream in, Optional<Long> size, Optional<Instant> modified) implements AutoCloseable {
    public Contents {
        Objects.requireNonNull(in);
        Objects.requireNonNull(size);
        Objects.requireNonNull(modified);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
