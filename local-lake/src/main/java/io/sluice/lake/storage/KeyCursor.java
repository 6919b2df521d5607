package io.sluice.lake.storage;

/** The entries of a listing in the order of their keys; several may have one key. */
interface KeyCursor<T> extends AutoCloseable {
    /** Goes to the first entry whose key is not less than {@code key}. */
    void seek(byte[] key);

    /** Goes behind the entry of the key that has the id; where the key never had it, to the first of the key. */
    void seekBehind(byte[] key, String id);

    void end();

    void next();

    boolean valid();

    /** The key of the entry stood on. */
    byte[] key();

    /** Whether the entry is not to be listed. */
    boolean hidden();

    T entry();

    String id(T entry);

    @Override
    void close();
}
