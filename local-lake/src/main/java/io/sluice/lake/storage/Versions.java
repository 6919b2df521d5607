package io.sluice.lake.storage;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Bucket.Versioning;
import io.sluice.lake.storage.ObjectVersion.Content;
import io.sluice.lake.storage.ObjectVersion.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The versions of one key, inside a transaction. The newest is in the row of the latest, whatever its kind; older ones lie in rows
 * of their own. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3 Versioning works</a>.
 */
final class Versions {
    private final Transaction transaction;
    private final BucketRow bucket;
    private final ObjectKey key;
    private final byte[] currentRow;

    Versions(Transaction transaction, BucketRow bucket, ObjectKey key) {
        this.transaction = transaction;
        this.bucket = bucket;
        this.key = key;
        this.currentRow = Keys.current(bucket.id(), key.raw());
    }

    /** Puts a new version on top, if the condition holds. */
    ObjectVersion put(WriteCondition condition, Content content, ObjectAttributes attributes, List<Segment> segments) {
        var current = current();
        check(condition, current);
        return putOnTop(current, false, content, attributes, segments);
    }

    /** Whether the condition holds, for what is costly to prepare. */
    void check(WriteCondition condition) {
        check(condition, current());
    }

    Deletion delete(WriteCondition condition) {
        var current = current();
        check(condition, current);
        if (versioning() == Versioning.UNVERSIONED) {
            current.ifPresent(this::removeCurrent);
            return Deletion.NOTHING;
        }
        var marker = putOnTop(current, true, Content.NONE, ObjectAttributes.NONE, List.of());
        return new Deletion(true, Optional.of(marker.versionId()));
    }

    private static void check(WriteCondition condition, Optional<StoredVersion> current) {
        var object = current.map(StoredVersion::object).filter(version -> !version.deleteMarker());
        switch (condition) {
            case WriteCondition.None() -> {}
            case WriteCondition.Absent() -> {
                if (object.isPresent()) {
                    throw preconditionFailed("If-None-Match");
                }
            }
            case WriteCondition.Matches(var etag) -> {
                var there = object.orElseThrow(() -> new AwsException(ErrorCode.NoSuchKey));
                if (!etag.equals("*") && !etag.equals(there.etag())) {
                    throw preconditionFailed("If-Match");
                }
            }
        }
    }

    private static AwsException preconditionFailed(String condition) {
        var code = ErrorCode.PreconditionFailed;
        return new AwsException(code, code.message(), Map.of("Condition", condition));
    }

    private ObjectVersion putOnTop(
            Optional<StoredVersion> current,
            boolean deleteMarker,
            Content content,
            ObjectAttributes attributes,
            List<Segment> segments) {
        makeRoom(current);
        long sequence = transaction.nextSequence();
        var id = versioning() == Versioning.ENABLED ? Ids.of(sequence) : ObjectVersion.NULL_VERSION;
        var version = new Version(id, true, deleteMarker, transaction.now());
        var object = new ObjectVersion(bucket.bucket().name(), key, version, content, attributes);
        transaction.put(currentRow, Records.encode(new StoredVersion(sequence, object, segments)));
        return object;
    }

    /** A version without an id takes the place of the one before it; any other becomes an older version. */
    private void makeRoom(Optional<StoredVersion> current) {
        switch (versioning()) {
            case UNVERSIONED -> current.ifPresent(old -> transaction.free(old.segments()));
            case ENABLED -> current.ifPresent(this::archive);
            case SUSPENDED -> {
                if (current.isPresent() && current.get().isNull()) {
                    transaction.free(current.get().segments());
                } else {
                    older(ObjectVersion.NULL_VERSION).ifPresent(this::removeOlder);
                    current.ifPresent(this::archive);
                }
            }
        }
    }

    private void archive(StoredVersion old) {
        transaction.put(row(old), Records.encode(old));
        if (old.isNull()) {
            transaction.put(nullRow(), Keys.number(old.sequence()));
        }
    }

    /** Removes one version for good; if it was the latest, the newest of the others is now. */
    Deletion deleteVersion(String id) {
        var current = current();
        if (current.isPresent() && current.get().object().versionId().equals(id)) {
            removeCurrent(current.get());
            return removed(current.get());
        }
        var older = older(id);
        older.ifPresent(this::removeOlder);
        return older.map(Versions::removed).orElse(Deletion.NOTHING);
    }

    private static Deletion removed(StoredVersion version) {
        return new Deletion(
                version.object().deleteMarker(), Optional.of(version.object().versionId()));
    }

    private void removeCurrent(StoredVersion current) {
        transaction.free(current.segments());
        transaction.delete(currentRow);
        if (versioning() != Versioning.UNVERSIONED) {
            newestOlder().ifPresent(older -> {
                forget(older);
                transaction.put(currentRow, Records.encode(older));
            });
        }
    }

    private void removeOlder(StoredVersion older) {
        transaction.free(older.segments());
        forget(older);
    }

    private void forget(StoredVersion older) {
        transaction.delete(row(older));
        if (older.isNull()) {
            transaction.delete(nullRow());
        }
    }

    ObjectVersion replaceTags(Optional<String> id, Map<String, String> tags) {
        var current = current();
        var missing = id.isPresent() ? ErrorCode.NoSuchVersion : ErrorCode.NoSuchKey;
        var found = id.isEmpty() ? current : version(current, id.get());
        var old = found.orElseThrow(() -> new AwsException(missing));
        if (old.object().deleteMarker()) {
            throw new AwsException(ErrorCode.MethodNotAllowed);
        }
        var changed = old.with(old.object().attributes().withTags(tags));
        transaction.put(old.object().latest() ? currentRow : row(old), Records.encode(changed));
        return changed.object();
    }

    private Optional<StoredVersion> version(Optional<StoredVersion> current, String id) {
        return current.filter(version -> version.object().versionId().equals(id))
                .or(() -> older(id));
    }

    private Versioning versioning() {
        return bucket.bucket().versioning();
    }

    private Optional<StoredVersion> current() {
        return transaction.get(currentRow).map(value -> decode(true, value));
    }

    private Optional<StoredVersion> older(String id) {
        return older(transaction::get, bucket, key, id);
    }

    private Optional<StoredVersion> newestOlder() {
        try (var rows = transaction.scan(Keys.versionsOf(bucket.id(), key.raw()))) {
            return rows.first().valid() ? Optional.of(decode(false, rows.value())) : Optional.empty();
        }
    }

    private StoredVersion decode(boolean latest, byte[] value) {
        return Records.decodeVersion(bucket.bucket().name(), key, latest, value);
    }

    private byte[] row(StoredVersion older) {
        return Keys.version(bucket.id(), key.raw(), older.sequence());
    }

    private byte[] nullRow() {
        return Keys.nullVersion(bucket.id(), key.raw());
    }

    /** An older version by its id. */
    static Optional<StoredVersion> older(
            Function<byte[], Optional<byte[]>> rows, BucketRow bucket, ObjectKey key, String id) {
        return sequence(rows, bucket, key, id)
                .flatMap(sequence -> rows.apply(Keys.version(bucket.id(), key.raw(), sequence)))
                .map(value -> Records.decodeVersion(bucket.bucket().name(), key, false, value))
                .filter(version -> version.object().versionId().equals(id));
    }

    /** Where an older version with this id would be; it need not be there. */
    static Optional<Long> sequence(
            Function<byte[], Optional<byte[]>> rows, BucketRow bucket, ObjectKey key, String id) {
        if (id.equals(ObjectVersion.NULL_VERSION)) {
            return rows.apply(Keys.nullVersion(bucket.id(), key.raw())).map(Keys::number);
        }
        var sequence = Ids.sequence(id);
        return sequence.isPresent() ? Optional.of(sequence.getAsLong()) : Optional.empty();
    }
}
