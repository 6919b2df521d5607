package io.sluice.redaction;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Packs what is written. Only {@link #finish} writes the packed stream's end: closed without it, the stream is cut off, and
 * whoever unpacks it sees that. The stream below stays open.
 */
final class PackedOutput extends FilterOutputStream {
    /** Redaction is asked for at every read, so packing is to cost little. */
    private static final int ZSTD_LEVEL = 1;

    private final Valve valve;

    private PackedOutput(OutputStream packing, Valve valve) {
        super(packing);
        this.valve = valve;
    }

    static PackedOutput of(Format.Packing packing, OutputStream out) throws IOException {
        Valve valve = new Valve(out);
        return new PackedOutput(
                switch (packing) {
                    case NONE -> valve;
                    case GZIP -> new FastGzip(valve);
                    case ZSTD -> new ZstdOutputStreamNoFinalizer(valve, ZSTD_LEVEL);
                },
                valve);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** All was written that there is. */
    void finish() throws IOException {
        out.close();
        valve.flush();
        valve.open = false;
    }

    /** Frees what packing holds, and writes nothing. */
    @Override
    public void close() throws IOException {
        valve.open = false;
        out.close();
    }

    private static final class Valve extends FilterOutputStream {
        private boolean open = true;

        Valve(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            if (open) {
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (open) {
                out.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (open) {
                out.flush();
            }
        }

        @Override
        public void close() {
            // whoever opened the stream closes it
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 15);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
