package io.sluice.redaction;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The plain bytes of a packed stream, as they are asked for. What is damaged, cut off, or followed by something else is
 * {@link Damaged}; so is what unpacks to more than anybody packs, of which no more than a window is ever in memory.
 */
final class Unpacked extends InputStream {

    /** The packed bytes are at fault, not the stream they come from. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    /** zstd's window: 8 MiB is what its highest usual level needs; the bytes of a stream can ask for 2 GiB. */
    private static final int WINDOW_LOG = 23;

    private static final long FREE = 64L << 20;

    private final InputStream plain;
    private final Counter packed;
    private final int ratio;
    private long count;

    private Unpacked(InputStream plain, Counter packed, int ratio) {
        this.plain = plain;
        this.packed = packed;
        this.ratio = ratio;
    }

    /** Closing it frees what unpacking holds; {@code in} stays open. */
    static InputStream of(Format.Packing packing, InputStream in, Limits limits) throws IOException {
        Counter packed = new Counter(in);
        return switch (packing) {
            case NONE -> packed;
            case GZIP -> new Unpacked(new GzipMembers(packed), packed, limits.ratio());
            case ZSTD -> new Unpacked(zstd(packed), packed, limits.ratio());
        };
    }

    private static InputStream zstd(InputStream packed) throws IOException {
        ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(new ZstdFrames(packed));
        zstd.setLongMax(WINDOW_LOG);
        return zstd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = plain.read(bytes, offset, length);
        } catch (ZstdIOException damaged) {
            throw new Damaged("the zstd stream is damaged, cut off or needs too much memory");
        }
        if (read < 0 && packed.count == 0) {
            throw new Damaged("nothing is there, not even an empty packed stream");
        }
        count += Math.max(read, 0);
        if (count > FREE && count / ratio > packed.count) {
            throw new Damaged("it unpacks to more than " + ratio + " times its size");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() {
            // whoever opened the stream closes it
        }
    }
}
