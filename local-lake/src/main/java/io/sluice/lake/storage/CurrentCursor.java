package io.sluice.lake.storage;

/** The latest versions of a bucket; delete markers are hidden. */
final class CurrentCursor implements KeyCursor<ObjectVersion> {
    private final BucketRow bucket;
    private final Rows rows;

    CurrentCursor(View view, BucketRow bucket) {
        this.bucket = bucket;
        rows = view.scan(Keys.currents(bucket.id()));
    }

    @Override
    public void seek(byte[] key) {
        rows.seek(Keys.current(bucket.id(), key));
    }

    @Override
    public void seekBehind(byte[] key, String id) {
        throw new IllegalArgumentException("a listing of the latest versions goes on behind a key");
    }

    @Override
    public void end() {
        rows.end();
    }

    @Override
    public void next() {
        rows.next();
    }

    @Override
    public boolean valid() {
        return rows.valid();
    }

    @Override
    public byte[] key() {
        return Keys.currentKey(rows.key());
    }

    @Override
    public boolean hidden() {
        return Records.isDeleteMarker(rows.value());
    }

    @Override
    public ObjectVersion entry() {
        var key = new ObjectKey(RawBytes.wrap(key()));
        return Records.decodeVersion(bucket.bucket().name(), key, true, rows.value())
                .object();
    }

    @Override
    public String id(ObjectVersion entry) {
        return entry.versionId();
    }

    @Override
    public void close() {
        rows.close();
    }
}
