package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Upload.Completion;
import io.sluice.lake.storage.Upload.PartRef;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartTest {
    private static final int MIN = (int) Upload.MIN_PART_SIZE;
    private static final byte[] FULL = TestStore.random(1, MIN);
    private static final byte[] LAST = TestStore.random(2, 1000);

    @TempDir
    Path folder;

    @Test
    void partsBecomeOneObjectWithoutBeingCopied() throws Exception {
        try (var lake = TestStore.open(folder)) {
            var upload = begin(lake, "k");
            var second = lake.putPart(upload, 7, LAST);
            var first = lake.putPart(upload, 3, FULL);
            var files = TestStore.blobs(folder);
            assertThat(lake.text("k")).isEqualTo("<none>");
            var object = lake.store.completeUpload(TestStore.ref(upload), completion(first, second));
            assertThat(TestStore.blobs(folder)).isEqualTo(files).hasSize(1);
            assertThat(object.etag()).isEqualTo(etag(FULL, LAST));
            assertThat(object.content().parts())
                    .containsExactly(
                            new ObjectVersion.Part(3, 0, MIN, List.of()),
                            new ObjectVersion.Part(7, MIN, 1000, List.of()));
            assertThat(object.attributes()).isEqualTo(upload.attributes());
            checkBody(lake, object);
            assertThat(lake.store.upload(TestStore.ref(upload))).isEmpty();
        }
    }

    private static void checkBody(TestStore lake, ObjectVersion object) throws Exception {
        byte[] whole = Arrays.copyOf(FULL, MIN + LAST.length);
        System.arraycopy(LAST, 0, whole, MIN, LAST.length);
        assertThat(lake.store.find(TestStore.BUCKET, object.key())).contains(object);
        assertThat(lake.bytes("k")).isEqualTo(whole);
        try (var open = lake.store.open(TestStore.BUCKET, object.key()).orElseThrow();
                var across = open.body(MIN - 10, 20)) {
            assertThat(across.readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, MIN - 10, MIN + 10));
        }
    }

    @Test
    void replacedUnusedAndAbortedPartsAreFreed() {
        try (var lake = TestStore.open(folder)) {
            var upload = begin(lake, "k");
            lake.putPart(upload, 1, TestStore.random(8, MIN));
            var used = lake.putPart(upload, 1, FULL);
            lake.putPart(upload, 2, FULL);
            assertThat(TestStore.blobs(folder)).hasSize(2);
            lake.store.completeUpload(TestStore.ref(upload), completion(used));
            assertThat(TestStore.blobs(folder)).hasSize(1);
            lake.delete("k");
            var aborted = begin(lake, "k");
            lake.putPart(aborted, 1, FULL);
            lake.store.abortUpload(TestStore.ref(aborted));
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @Test
    void wrongCompletionsAreRefusedAndTheUploadStays() {
        try (var lake = TestStore.open(folder)) {
            var upload = begin(lake, "k");
            var small = lake.putPart(upload, 1, LAST);
            var full = lake.putPart(upload, 2, FULL);
            assertThat(refusal(lake, upload, completion(small, full))).isEqualTo(ErrorCode.EntityTooSmall);
            assertThat(refusal(lake, upload, completion(full, small))).isEqualTo(ErrorCode.InvalidPartOrder);
            assertThat(refusal(lake, upload, completion(full, full))).isEqualTo(ErrorCode.InvalidPartOrder);
            assertThat(refusal(lake, upload, completion())).isEqualTo(ErrorCode.InvalidPart);
            assertThat(refusal(lake, upload, refs(new PartRef(3, full.etag())))).isEqualTo(ErrorCode.InvalidPart);
            assertThat(refusal(lake, upload, refs(new PartRef(2, small.etag()))))
                    .isEqualTo(ErrorCode.InvalidPart);
            lake.put("k", "there");
            var absent = new Completion(completion(full).parts(), List.of(), WriteCondition.ABSENT);
            assertThat(refusal(lake, upload, absent)).isEqualTo(ErrorCode.PreconditionFailed);
            assertThat(lake.text("k")).isEqualTo("there");
            lake.store.completeUpload(TestStore.ref(upload), completion(full));
            assertThat(lake.bytes("k")).isEqualTo(FULL);
        }
    }

    @Test
    void uploadIsKnownOnlyUnderItsBucketKeyAndId() {
        try (var lake = TestStore.open(folder)) {
            lake.store.createBucket(TestStore.bucket("other"));
            var upload = begin(lake, "k");
            for (var wrong : List.of(
                    new Upload.Ref("other", upload.key(), upload.id()),
                    new Upload.Ref(TestStore.BUCKET, ObjectKey.of("l"), upload.id()),
                    new Upload.Ref(
                            TestStore.BUCKET, upload.key(), "A" + upload.id().substring(1) + "x"),
                    new Upload.Ref(TestStore.BUCKET, upload.key(), Ids.of(3)))) {
                assertThat(lake.store.upload(wrong)).isEmpty();
                assertThat(refusal(() -> lake.store.abortUpload(wrong))).isEqualTo(ErrorCode.NoSuchUpload);
                assertThat(refusal(() -> lake.store.listParts(wrong, 0, 1))).isEqualTo(ErrorCode.NoSuchUpload);
            }
            assertThat(lake.store.upload(TestStore.ref(upload))).contains(upload);
        }
    }

    @Test
    void partAfterTheEndOfTheUploadIsRefusedAndLeavesNoFile() {
        try (var lake = TestStore.open(folder)) {
            var upload = begin(lake, "k");
            lake.store.abortUpload(TestStore.ref(upload));
            assertThat(refusal(() -> lake.putPart(upload, 1, FULL))).isEqualTo(ErrorCode.NoSuchUpload);
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @Test
    void partsAreListedInPagesByNumber() {
        try (var lake = TestStore.open(folder)) {
            var upload = begin(lake, "k");
            for (int number : List.of(10_000, 300, 2, 1, 255, 256)) {
                lake.putPart(upload, number, LAST);
            }
            var numbers = new ArrayList<Integer>();
            var after = Optional.of(0);
            while (after.isPresent()) {
                var page = lake.store.listParts(TestStore.ref(upload), after.get(), 2);
                page.parts().forEach(part -> numbers.add(part.number()));
                after = page.next();
            }
            assertThat(numbers).containsExactly(1, 2, 255, 256, 300, 10_000);
        }
    }

    @Test
    void uploadsAreListedByKeyAndTimeInPages() {
        try (var lake = TestStore.open(folder)) {
            var ids = new ArrayList<String>();
            for (var key : List.of("a", "a", "b/1", "b/2", "c")) {
                ids.add(begin(lake, key).id());
            }
            assertThat(pagedUploads(lake, ListQuery.all(1))).isEqualTo(ids);
            assertThat(pagedUploads(lake, ListQuery.all(3))).isEqualTo(ids);
            var rolledUp =
                    lake.store.listUploads(TestStore.BUCKET, ListQuery.under(RawBytes.EMPTY, RawBytes.of("/"), 10));
            assertThat(rolledUp.commonPrefixes()).containsExactly(RawBytes.of("b/"));
            assertThat(rolledUp.uploads()).extracting(Upload::id).containsExactly(ids.get(0), ids.get(1), ids.get(4));
        }
    }

    private static List<String> pagedUploads(TestStore lake, ListQuery first) {
        var ids = new ArrayList<String>();
        var query = Optional.of(first);
        while (query.isPresent()) {
            var page = lake.store.listUploads(TestStore.BUCKET, query.get());
            page.uploads().forEach(upload -> ids.add(upload.id()));
            query = page.next().map(next -> first.after(next, page.nextId()));
        }
        return ids;
    }

    @Test
    void bucketWithAnUploadIsNotEmpty() {
        try (var lake = TestStore.open(folder)) {
            var upload = begin(lake, "k");
            assertThat(refusal(() -> lake.store.deleteBucket(TestStore.BUCKET))).isEqualTo(ErrorCode.BucketNotEmpty);
            lake.store.abortUpload(TestStore.ref(upload));
            lake.store.deleteBucket(TestStore.BUCKET);
            assertThat(lake.store.bucket(TestStore.BUCKET)).isEmpty();
        }
    }

    private static Upload begin(TestStore lake, String key) {
        var attributes = new ObjectAttributes(Map.of("content-type", "x/y"), Map.of("a", "b"), Map.of("c", "d"));
        return lake.store.createUpload(TestStore.BUCKET, ObjectKey.of(key), attributes, Map.of("algorithm", "CRC32"));
    }

    private static Completion completion(Upload.Part... parts) {
        var refs = Arrays.stream(parts).map(part -> new PartRef(part.number(), part.etag()));
        return new Completion(refs.toList(), List.of(), WriteCondition.NONE);
    }

    private static Completion refs(PartRef... refs) {
        return new Completion(List.of(refs), List.of(), WriteCondition.NONE);
    }

    private static ErrorCode refusal(TestStore lake, Upload upload, Completion completion) {
        return refusal(() -> lake.store.completeUpload(TestStore.ref(upload), completion));
    }

    private static ErrorCode refusal(Runnable call) {
        try {
            call.run();
        } catch (AwsException e) {
            return e.code();
        }
        throw new AssertionError("not refused");
    }

    private static String etag(byte[]... parts) throws Exception {
        var all = MessageDigest.getInstance("MD5");
        for (byte[] part : parts) {
            all.update(MessageDigest.getInstance("MD5").digest(part));
        }
        return HexFormat.of().formatHex(all.digest()) + "-" + parts.length;
    }
}
