package io.sluice.lake.storage;

/** A stretch of a body: its bytes one after another are the body. */
sealed interface Segment {
    long size();

    /** In the database, under a number of its own. */
    record Inline(long id, int size32, int crc32c) implements Segment {
        @Override
        public long size() {
            return size32;
        }
    }

    /** In a file, behind its bytes the checksums of its blocks: see {@link BlobWriter}. */
    record Blob(BlobName name, long size) implements Segment {}
}
