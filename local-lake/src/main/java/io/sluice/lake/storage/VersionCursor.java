package io.sluice.lake.storage;

import java.util.Arrays;

/** All versions of a bucket: merges the rows of the latest and of the older ones. */
final class VersionCursor implements KeyCursor<ObjectVersion> {
    private final View view;
    private final BucketRow bucket;
    private final Rows latest;
    private final Rows older;
    private byte[] latestKey = {};
    private byte[] olderKey = {};

    VersionCursor(View view, BucketRow bucket) {
        this.view = view;
        this.bucket = bucket;
        latest = view.scan(Keys.currents(bucket.id()));
        older = view.scan(Keys.versions(bucket.id()));
    }

    @Override
    public void seek(byte[] key) {
        latest.seek(Keys.current(bucket.id(), key));
        older.seek(Keys.versionsFrom(bucket.id(), key));
        settle();
    }

    @Override
    public void seekBehind(byte[] key, String id) {
        seek(key);
        if (valid() && onLatest() && Arrays.equals(key, latestKey) && passes(id)) {
            next();
        }
        if (valid() && !onLatest() && Arrays.equals(key, olderKey)) {
            Versions.sequence(view::get, bucket, new ObjectKey(RawBytes.of(key)), id)
                    .ifPresent(sequence -> older.seek(Keys.version(bucket.id(), key, sequence - 1)));
            settle();
        }
    }

    /** Whether the latest version of the key is the one with the id, or newer than that. */
    private boolean passes(String id) {
        var there = entry();
        if (there.versionId().equals(id)) {
            return true;
        }
        long sequence = stored().sequence();
        return Versions.sequence(view::get, bucket, there.key(), id)
                .filter(wanted -> wanted < sequence)
                .isPresent();
    }

    @Override
    public void end() {
        latest.end();
        older.end();
        settle();
    }

    @Override
    public void next() {
        (onLatest() ? latest : older).next();
        settle();
    }

    private void settle() {
        latestKey = latest.valid() ? Keys.currentKey(latest.key()) : new byte[0];
        olderKey = older.valid() ? Keys.escapedKey(older.key()) : new byte[0];
    }

    /** The latest of a key comes before the older ones. */
    private boolean onLatest() {
        return latest.valid() && (!older.valid() || Arrays.compareUnsigned(latestKey, olderKey) <= 0);
    }

    @Override
    public boolean valid() {
        return latest.valid() || older.valid();
    }

    @Override
    public byte[] key() {
        return onLatest() ? latestKey : olderKey;
    }

    @Override
    public boolean hidden() {
        return false;
    }

    @Override
    public ObjectVersion entry() {
        return stored().object();
    }

    private StoredVersion stored() {
        byte[] value = (onLatest() ? latest : older).value();
        return Records.decodeVersion(bucket.bucket().name(), new ObjectKey(RawBytes.wrap(key())), onLatest(), value);
    }

    @Override
    public String id(ObjectVersion entry) {
        return entry.versionId();
    }

    @Override
    public void close() {
        latest.close();
        older.close();
    }
}
