package io.sluice.lake.signing;

import java.io.IOException;
import java.io.InputStream;

/** A body without framing of its own. */
record PlainSource(InputStream in) implements BodySource {
    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        return in.read(bytes, offset, count);
    }

    @Override
    public Trailer trailer() {
        return Trailer.NONE;
    }
}
