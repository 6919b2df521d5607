package io.sluice.lake.storage;

/**
 * The name of an object: 1 to 1,024 raw bytes, never normalised, ordered as unsigned bytes. {@code a//b}, {@code ../x} and a
 * literal {@code %2F} are keys like any other. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>.
 */
public record ObjectKey(RawBytes bytes) implements Comparable<ObjectKey> {
    public static final int MAX_LENGTH = 1024;

    /** @throws IllegalArgumentException where there are not 1 to 1,024 bytes: KeyTooLongError to the client */
    public ObjectKey {
        if (bytes.isEmpty() || bytes.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a key has 1 to 1024 bytes, not " + bytes.length());
        }
    }

    public static ObjectKey of(String text) {
        return new ObjectKey(RawBytes.of(text));
    }

    /**
     * The key that a raw request path names, after the slash behind the bucket.
     *
     * @throws IllegalArgumentException where an escape is malformed or the key has not 1 to 1,024 bytes
     */
    public static ObjectKey fromRawPath(String rawPath) {
        return new ObjectKey(RawBytes.percentDecoded(rawPath));
    }

    /** The key as UTF-8 text; bytes that are not UTF-8 become U+FFFD, so this is for showing and for policies only. */
    public String text() {
        return bytes.text();
    }

    byte[] raw() {
        return bytes.raw();
    }

    @Override
    public int compareTo(ObjectKey other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
