package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds versions, and opens them so that their bodies stay. */
final class Reads {
    private final Database database;
    private final BlobFiles files;

    Reads(Database database, BlobFiles files) {
        this.database = database;
        this.files = files;
    }

    Optional<StoredVersion> latest(BucketRow bucket, ObjectKey key) {
        return database.get(Keys.current(bucket.id(), key.raw())).map(value -> decode(bucket, key, value));
    }

    /** In one view, since a version may move between the rows of the latest and of the older ones. */
    Optional<StoredVersion> version(BucketRow bucket, ObjectKey key, String id) {
        return database.read(view -> view.get(Keys.current(bucket.id(), key.raw()))
                .map(value -> decode(bucket, key, value))
                .filter(current -> current.object().versionId().equals(id))
                .or(() -> Versions.older(view::get, bucket, key, id)));
    }

    private static StoredVersion decode(BucketRow bucket, ObjectKey key, byte[] value) {
        return Records.decodeVersion(bucket.bucket().name(), key, true, value);
    }

    /** Between reading the row and holding on to the body both may go: then there is another row to read, or none. */
    Optional<OpenObject> open(Supplier<Optional<StoredVersion>> find) {
        var found = find.get();
        while (found.isPresent()) {
            var open = hold(found.get());
            var again = open.isPresent() && open.get().isInMemory() ? found : find.get();
            if (isSame(found.get(), again)) {
                return Optional.of(open.orElseThrow(Reads::damaged));
            }
            open.ifPresent(OpenVersion::close);
            found = again;
        }
        return Optional.empty();
    }

    private static boolean isSame(StoredVersion version, Optional<StoredVersion> again) {
        return again.filter(there -> there.sequence() == version.sequence()).isPresent();
    }

    /** Empty where a small body is gone. */
    private Optional<OpenVersion> hold(StoredVersion version) {
        var inline = new HashMap<Long, byte[]>();
        for (var segment : version.segments()) {
            if (segment instanceof Segment.Inline small) {
                var body = database.body(small.id());
                if (body.isEmpty()) {
                    return Optional.empty();
                }
                inline.put(small.id(), body.get());
            }
        }
        return Optional.of(OpenVersion.pinned(version, files, Map.copyOf(inline)));
    }

    private static UncheckedIOException damaged() {
        return new UncheckedIOException(new IOException("the database is damaged: a body is not there"));
    }
}
