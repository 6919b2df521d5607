package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A real store in a folder, with one bucket, and the short forms that tests read best in. */
final class TestStore implements AutoCloseable {
    static final String BUCKET = "lake";
    /** Enough for a file, for the store that {@link #open} gives. */
    static final int LARGE = 300_000;

    final RocksObjectStore store;

    private TestStore(RocksObjectStore store) {
        this.store = store;
    }

    /** Opens the store in the folder, and makes the bucket where it is not there. */
    static TestStore open(Path folder) {
        var store = new RocksObjectStore(folder, Clock.systemUTC(), RocksObjectStore.MAX_INLINE);
        if (store.bucket(BUCKET).isEmpty()) {
            store.createBucket(bucket(BUCKET));
        }
        return new TestStore(store);
    }

    static Bucket bucket(String name) {
        return new Bucket(name, "us-east-1", "111122223333", Instant.EPOCH, Bucket.Versioning.UNVERSIONED);
    }

    TestStore versioned() {
        store.setVersioning(BUCKET, Bucket.Versioning.ENABLED);
        return this;
    }

    TestStore suspended() {
        store.setVersioning(BUCKET, Bucket.Versioning.SUSPENDED);
        return this;
    }

    ObjectVersion put(String key, String body) {
        return put(key, body.getBytes(StandardCharsets.UTF_8));
    }

    ObjectVersion put(String key, byte[] body) {
        return put(PutObject.of(BUCKET, ObjectKey.of(key)), body);
    }

    ObjectVersion put(PutObject request, byte[] body) {
        try (var staged = staged(body)) {
            return store.put(request, staged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StagedBody staged(byte[] body) throws IOException {
        var staged = store.stage();
        staged.write(body);
        return staged;
    }

    Upload.Part putPart(Upload upload, int number, byte[] body) {
        try (var staged = staged(body)) {
            return store.putPart(ref(upload), number, staged, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Upload.Ref ref(Upload upload) {
        return new Upload.Ref(upload.bucket(), upload.key(), upload.id());
    }

    /** The body as text; {@code <none>} where there is no object, {@code <deleted>} for a delete marker. */
    String text(String key) {
        return store.open(BUCKET, ObjectKey.of(key)).map(TestStore::text).orElse("<none>");
    }

    String text(String key, String versionId) {
        return store.open(BUCKET, ObjectKey.of(key), versionId)
                .map(TestStore::text)
                .orElse("<none>");
    }

    private static String text(OpenObject object) {
        try (object) {
            if (object.object().deleteMarker()) {
                return "<deleted>";
            }
            return new String(bytes(object), StandardCharsets.UTF_8);
        }
    }

    byte[] bytes(String key) {
        try (var open = store.open(BUCKET, ObjectKey.of(key)).orElseThrow()) {
            return bytes(open);
        }
    }

    static byte[] bytes(OpenObject object) {
        try (var body = object.body(0, object.object().size())) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Deletion delete(String key) {
        return store.delete(BUCKET, ObjectKey.of(key), WriteCondition.NONE);
    }

    List<String> keys() {
        return store.list(BUCKET, ListQuery.all(1000)).objects().stream()
                .map(object -> object.key().text())
                .toList();
    }

    static byte[] random(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The files of bodies in the folder of a store. */
    static List<Path> blobs(Path folder) {
        try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
