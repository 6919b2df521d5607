package io.sluice.redaction;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an object's bytes are to be read: their shape, and how they are packed. It is told by the key and by
 * {@code Content-Encoding}, never guessed from the bytes: bytes that are something else are refused when they are read.
 */
public record Format(Shape shape, Packing packing) {

    /** What the unpacked bytes are. */
    public enum Shape {
        /** One JSON document: an object, which is one record, or an array of objects, each a record. */
        JSON("application/json", ".json", ".json"),
        /** A JSON object a line. */
        NDJSON("application/x-ndjson", ".ndjson", ".jsonl"),
        /** Comma-separated values with a header, as RFC 4180 has them. */
        CSV("text/csv", ".csv", ".csv");

        private final String contentType;
        private final String suffix;
        private final String otherSuffix;

        Shape(String contentType, String suffix, String otherSuffix) {
            this.contentType = contentType;
            this.suffix = suffix;
            this.otherSuffix = otherSuffix;
        }

        private boolean ends(String key) {
            return key.endsWith(suffix) || key.endsWith(otherSuffix);
        }
    }

    /** How the bytes are packed; what was packed leaves packed in the same way. */
    public enum Packing {
        NONE("", "identity", ""),
        GZIP(".gz", "gzip", "application/gzip"),
        ZSTD(".zst", "zstd", "application/zstd");

        private final String suffix;
        private final String encoding;
        private final String contentType;

        Packing(String suffix, String encoding, String contentType) {
            this.suffix = suffix;
            this.encoding = encoding;
            this.contentType = contentType;
        }

        private static Optional<Packing> ofEncoding(String encoding) {
            return Arrays.stream(values())
                    .filter(packing -> packing.encoding.equals(encoding))
                    .findFirst();
        }
    }

    public Format {
        requireNonNull(shape);
        requireNonNull(packing);
    }

    /**
     * The format of an object. A packing may be told by the key's end ({@code .json.gz}), by {@code Content-Encoding}, or by
     * both, if they agree; it is then undone once.
     *
     * @param encoding the header's value, empty where there is none
     * @throws UnredactableException for a key or an encoding that tells nothing known
     */
    public static Format of(String key, String encoding) throws UnredactableException {
        Packing byKey = key.endsWith(Packing.GZIP.suffix)
                ? Packing.GZIP
                : key.endsWith(Packing.ZSTD.suffix) ? Packing.ZSTD : Packing.NONE;
        String stem = key.substring(0, key.length() - byKey.suffix.length());
        Shape shape = Arrays.stream(Shape.values())
                .filter(known -> known.ends(stem))
                .findFirst()
                .orElseThrow(() -> new UnredactableException("the key's end tells no format that can be redacted:"
                        + " .json, .ndjson, .jsonl or .csv, plain or with .gz or .zst"));
        return new Format(shape, packing(byKey, encoding.strip().toLowerCase(Locale.ROOT)));
    }

    private static Packing packing(Packing byKey, String encoding) throws UnredactableException {
        Packing byEncoding = encoding.isEmpty()
                ? Packing.NONE
                : Packing.ofEncoding(encoding)
                        .orElseThrow(() -> new UnredactableException("the Content-Encoding is not gzip or zstd"));
        if (byEncoding == Packing.NONE) {
            return byKey;
        }
        if (byKey != Packing.NONE && byKey != byEncoding) {
            throw new UnredactableException("the key's end and the Content-Encoding tell different packings");
        }
        return byEncoding;
    }

    /** The media type of the object as it lies there: of the packed bytes, where the key says that they are packed. */
    public String contentType(String key) {
        return packing != Packing.NONE && key.endsWith(packing.suffix) ? packing.contentType : shape.contentType;
    }
}
