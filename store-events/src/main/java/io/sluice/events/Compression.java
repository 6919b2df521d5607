package io.sluice.events;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How an object's bytes are packed, told by the end of its key and by nothing else: no Content-Encoding is set, since a
 * client that undoes it by itself would hand on a {@code .gz} that is none.
 */
public enum Compression {
    NONE("", "application/x-ndjson"),
    GZIP(".gz", "application/gzip"),
    ZSTD(".zst", "application/zstd");

    private static final int ZSTD_LEVEL = 3;

    private final String suffix;
    private final String contentType;

    Compression(String suffix, String contentType) {
        this.suffix = suffix;
        this.contentType = contentType;
    }

    public String suffix() {
        return suffix;
    }

    public String contentType() {
        return contentType;
    }

    public static Compression ofKey(String key) {
        return key.endsWith(GZIP.suffix) ? GZIP : key.endsWith(ZSTD.suffix) ? ZSTD : NONE;
    }

    public OutputStream compress(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, 1 << 16);
            case ZSTD -> new ZstdOutputStream(out, ZSTD_LEVEL);
        };
    }

    /** The plain bytes; a stream that ends too early or is damaged fails with an IOException while it is read. */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, 1 << 16);
            case ZSTD -> new ZstdInputStream(in);
        };
    }
}
