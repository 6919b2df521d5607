package io.sluice.lake.storage;

/** The uploads in progress of a bucket, by key and within a key oldest first. */
final class UploadCursor implements KeyCursor<Upload> {
    private final BucketRow bucket;
    private final Rows rows;

    UploadCursor(View view, BucketRow bucket) {
        this.bucket = bucket;
        rows = view.scan(Keys.uploads(bucket.id()));
    }

    @Override
    public void seek(byte[] key) {
        rows.seek(Keys.uploadsFrom(bucket.id(), key));
    }

    @Override
    public void seekBehind(byte[] key, String id) {
        var sequence = Ids.sequence(id);
        if (sequence.isPresent()) {
            rows.seek(Keys.upload(bucket.id(), key, sequence.getAsLong() + 1));
        } else {
            seek(key);
        }
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
        return Keys.escapedKey(rows.key());
    }

    @Override
    public boolean hidden() {
        return false;
    }

    @Override
    public Upload entry() {
        var key = new ObjectKey(RawBytes.wrap(key()));
        return Records.decodeUpload(bucket.bucket().name(), key, rows.value()).upload();
    }

    @Override
    public String id(Upload entry) {
        return entry.id();
    }

    @Override
    public void close() {
        rows.close();
    }
}
