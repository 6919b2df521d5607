package io.sluice.lake.storage;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.ObjectVersion.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The store over a {@link Database} for rows and small bodies and {@link BlobFiles} for larger ones. */
final class RocksObjectStore implements ObjectStore {
    private static final Logger LOG = System.getLogger(RocksObjectStore.class.getName());
    /** Up to here a body costs less in the database than in a file with flushes of its own: docs/decisions.md has the figures. */
    static final int MAX_INLINE = 32 << 10;

    private final Database database;
    private final Committer committer;
    private final BlobFiles files;
    private final Reads reads;
    private final SettingsRows settings;
    private final int maxInline;
    private final CompletableFuture<Integer> swept;

    RocksObjectStore(Path directory, Clock clock, int maxInline) {
        this.maxInline = maxInline;
        database = new Database(directory.resolve("index"));
        committer = new Committer(database, clock);
        settings = new SettingsRows(database, committer);
        try {
            files = new BlobFiles(directory.resolve("blobs"), nextEpoch());
        } catch (IOException e) {
            close(List.of(committer, database));
            throw new UncheckedIOException(e);
        }
        reads = new Reads(database, files);
        swept = CompletableFuture.supplyAsync(this::sweep, Thread.ofVirtual()::start);
    }

    /** The number of this start, greater than that of every earlier one. */
    private int nextEpoch() {
        return committer
                .commit(transaction -> {
                    long epoch = transaction.get(Keys.EPOCH).map(Keys::number).orElse(0L) + 1;
                    transaction.put(Keys.EPOCH, Keys.number(epoch));
                    return Math.toIntExact(epoch);
                })
                .result();
    }

    private int sweep() {
        try {
            return files.sweep(name -> database.get(Keys.blob(name)).isPresent());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "left-over files were not swept", e);
            return 0;
        }
    }

    /** How many files that belonged to nobody were deleted; waits until all have been looked at. */
    int swept() {
        return swept.join();
    }

    @Override
    public void createBucket(Bucket bucket) {
        commit(transaction -> Buckets.create(transaction, bucket));
    }

    @Override
    public Optional<Bucket> bucket(String name) {
        return Buckets.find(database, name).map(BucketRow::bucket);
    }

    @Override
    public List<Bucket> buckets() {
        return database.read(Buckets::list);
    }

    @Override
    public Bucket setVersioning(String bucket, Bucket.Versioning versioning) {
        return commit(transaction -> Buckets.setVersioning(transaction, bucket, versioning));
    }

    @Override
    public void deleteBucket(String bucket) {
        commit(transaction -> Buckets.delete(transaction, bucket));
    }

    @Override
    public StagedBody stage() {
        return new Staging(files, maxInline);
    }

    @Override
    public ObjectVersion put(PutObject request, StagedBody body) {
        return commit((Staging) body, (transaction, staging) -> {
            var bucket = Buckets.require(transaction, request.bucket());
            var content = new Content(staging.size(), staging.etag(), request.checksums(), List.of());
            return new Versions(transaction, bucket, request.key())
                    .put(request.condition(), content, request.attributes(), staging.store(transaction));
        });
    }

    @Override
    public ObjectVersion copy(PutObject request, OpenObject source) {
        var open = (OpenVersion) source;
        var content = source.object().content();
        return commit(transaction -> {
            var bucket = Buckets.require(transaction, request.bucket());
            var copied = new Content(content.size(), content.etag(), request.checksums(), content.parts());
            return new Versions(transaction, bucket, request.key())
                    .put(request.condition(), copied, request.attributes(), share(transaction, open));
        });
    }

    private static List<Segment> share(Transaction transaction, OpenVersion source) {
        var shared = new ArrayList<Segment>();
        for (var segment : source.segments()) {
            switch (segment) {
                case Segment.Inline small -> shared.add(transaction.inline(source.inline(small.id()), small.crc32c()));
                case Segment.Blob blob -> {
                    if (!transaction.used(blob.name())) {
                        throw new AwsException(ErrorCode.NoSuchKey);
                    }
                    transaction.use(blob.name());
                    shared.add(segment);
                }
            }
        }
        return shared;
    }

    @Override
    public Optional<ObjectVersion> find(String bucket, ObjectKey key) {
        return reads.latest(Buckets.require(database, bucket), key).map(StoredVersion::object);
    }

    @Override
    public Optional<ObjectVersion> find(String bucket, ObjectKey key, String versionId) {
        return reads.version(Buckets.require(database, bucket), key, versionId).map(StoredVersion::object);
    }

    @Override
    public Optional<OpenObject> open(String bucket, ObjectKey key) {
        var row = Buckets.require(database, bucket);
        return reads.open(() -> reads.latest(row, key));
    }

    @Override
    public Optional<OpenObject> open(String bucket, ObjectKey key, String versionId) {
        var row = Buckets.require(database, bucket);
        return reads.open(() -> reads.version(row, key, versionId));
    }

    @Override
    public Deletion delete(String bucket, ObjectKey key, WriteCondition condition) {
        return commit(
                transaction -> new Versions(transaction, Buckets.require(transaction, bucket), key).delete(condition));
    }

    @Override
    public Deletion deleteVersion(String bucket, ObjectKey key, String versionId) {
        return commit(transaction ->
                new Versions(transaction, Buckets.require(transaction, bucket), key).deleteVersion(versionId));
    }

    @Override
    public ObjectVersion replaceTags(
            String bucket, ObjectKey key, Optional<String> versionId, Map<String, String> tags) {
        return commit(transaction ->
                new Versions(transaction, Buckets.require(transaction, bucket), key).replaceTags(versionId, tags));
    }

    @Override
    public Listing list(String bucket, ListQuery query) {
        var row = Buckets.require(database, bucket);
        return database.read(view -> {
            try (var cursor = new CurrentCursor(view, row)) {
                var page = new Page<>(cursor, query).read();
                return new Listing(page.entries(), page.commonPrefixes(), page.next(), Optional.empty());
            }
        });
    }

    @Override
    public Listing listVersions(String bucket, ListQuery query) {
        var row = Buckets.require(database, bucket);
        return database.read(view -> {
            try (var cursor = new VersionCursor(view, row)) {
                var page = new Page<>(cursor, query).read();
                return new Listing(page.entries(), page.commonPrefixes(), page.next(), page.nextId());
            }
        });
    }

    @Override
    public Upload createUpload(String bucket, ObjectKey key, ObjectAttributes attributes, Map<String, String> notes) {
        return commit(transaction ->
                Uploads.create(transaction, Buckets.require(transaction, bucket), key, attributes, notes));
    }

    @Override
    public Optional<Upload> upload(Upload.Ref ref) {
        return Uploads.find(database::get, Buckets.require(database, ref.bucket()), ref)
                .map(UploadRow::upload);
    }

    @Override
    public Upload.Part putPart(Upload.Ref ref, int number, StagedBody body, List<Checksum> checksums) {
        if (number < 1 || number > Upload.MAX_PARTS) {
            throw new IllegalArgumentException("parts are numbered from 1 to 10000, not " + number);
        }
        return commit((Staging) body, (transaction, staging) -> {
            var upload = upload(transaction, ref);
            var part = new Upload.Part(number, staging.size(), staging.etag(), transaction.now(), checksums);
            return Uploads.putPart(transaction, upload, new PartRow(part, staging.store(transaction)));
        });
    }

    private static UploadRow upload(Transaction transaction, Upload.Ref ref) {
        return Uploads.require(transaction::get, Buckets.require(transaction, ref.bucket()), ref);
    }

    @Override
    public Upload.Parts listParts(Upload.Ref ref, int after, int maxParts) {
        var row = Buckets.require(database, ref.bucket());
        return database.read(view -> Uploads.listParts(view, Uploads.require(view::get, row, ref), after, maxParts));
    }

    @Override
    public Upload.Page listUploads(String bucket, ListQuery query) {
        var row = Buckets.require(database, bucket);
        return database.read(view -> {
            try (var cursor = new UploadCursor(view, row)) {
                var page = new Page<>(cursor, query).read();
                return new Upload.Page(page.entries(), page.commonPrefixes(), page.next(), page.nextId());
            }
        });
    }

    @Override
    public ObjectVersion completeUpload(Upload.Ref ref, Upload.Completion completion) {
        return commit(transaction -> {
            var bucket = Buckets.require(transaction, ref.bucket());
            return Uploads.complete(transaction, bucket, upload(transaction, ref), completion);
        });
    }

    @Override
    public void abortUpload(Upload.Ref ref) {
        commit(transaction -> {
            var bucket = Buckets.require(transaction, ref.bucket());
            return Uploads.abort(transaction, bucket, upload(transaction, ref));
        });
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** The file is on the disk before the row that names it. */
    private <T> T commit(Staging body, StagedChange<T> change) {
        body.finish();
        try {
            T result = commit(transaction -> change.apply(transaction, body));
            body.keep();
            return result;
        } catch (UncheckedIOException e) {
            // The row may be on the disk all the same; if not, the next start sweeps the file.
            body.keep();
            throw e;
        }
    }

    private <T> T commit(Function<Transaction, T> change) {
        var done = committer.commit(change);
        done.freed().forEach(files::delete);
        return done.result();
    }

    @Override
    public void close() {
        files.stopSweeping();
        swept.join();
        close(List.of(committer, database));
    }

    private static void close(List<AutoCloseable> parts) {
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface StagedChange<T> {
        T apply(Transaction transaction, Staging staging);
    }
}
