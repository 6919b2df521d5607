package io.sluice.lake.s3;

import static io.sluice.lake.s3.TestLake.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {
    private static final String LONGEST = "k".repeat(1020) + "/end";

    private TestLake server;
    private S3Client s3;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TestLake(folder);
        s3 = server.client();
    }

    @AfterAll
    void stop() {
        s3.close();
        server.close();
    }

    private void put(String bucket, String key, String body) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(body));
    }

    private String get(String bucket, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    private String newBucket(String name) {
        s3.createBucket(create -> create.bucket(name));
        return name;
    }

    static Stream<String> oddKeys() {
        return Stream.of(
                "a",
                "a/b",
                "a//b",
                "/a",
                "//",
                "../x",
                "./x",
                "a/../x",
                "%2F",
                "a%2Fb",
                "a b",
                "a+b",
                "a=b&c?d#e",
                "a;b:c@d",
                "\u00fc\u4e16\ud83d\ude00",
                "quote\"'<>&",
                "back\\slash",
                "tab\tnew\nline\r",
                "\u007f",
                "~*()!",
                LONGEST);
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void objectIsReadBackUnderItsVeryKey(String key) {
        put(BUCKET, key, "of " + key);

        assertThat(get(BUCKET, key)).isEqualTo("of " + key);
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key(key)).contentLength())
                .isEqualTo(("of " + key).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void oddKeysAreDifferentAndListInByteOrder() {
        var bucket = newBucket("odd-keys");
        oddKeys().forEach(key -> put(bucket, key, key));

        var listed = s3.listObjectsV2Paginator(list -> list.bucket(bucket).maxKeys(4)).contents().stream()
                .map(S3Object::key)
                .toList();

        var expected = oddKeys()
                .sorted(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .toList();
        assertThat(listed).isEqualTo(expected);
        assertThat(s3.listObjects(list -> list.bucket(bucket)).contents())
                .extracting(S3Object::key)
                .isEqualTo(expected);
        assertThat(expected).allSatisfy(key -> assertThat(get(bucket, key)).isEqualTo(key));
    }

    @Test
    void keyOf1025BytesIsTooLong() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> put(BUCKET, LONGEST + "x", ""))
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError"));
    }

    @Test
    void headersAndMetadataComeBackAsGiven() {
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("headers")
                        .contentType("text/csv")
                        .contentEncoding("gzip")
                        .contentLanguage("de")
                        .contentDisposition("attachment; filename=\"a.csv\"")
                        .cacheControl("max-age=3")
                        .expires(java.time.Instant.parse("2030-01-02T03:04:05Z"))
                        .storageClass(StorageClass.STANDARD_IA)
                        .metadata(Map.of("Colour", "red", "empty", "", "comma", "a, b")),
                RequestBody.fromString("x"));

        var head = s3.headObject(request -> request.bucket(BUCKET).key("headers"));

        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a.csv\"");
        assertThat(head.cacheControl()).isEqualTo("max-age=3");
        assertThat(head.expiresString()).isEqualTo("Wed, 02 Jan 2030 03:04:05 GMT");
        assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(head.metadata()).isEqualTo(Map.of("colour", "red", "empty", "", "comma", "a, b"));
        assertThat(head.eTag()).isEqualTo("\"9dd4e461268c8034f5c8564e155c67a6\"");
        assertThat(head.acceptRanges()).isEqualTo("bytes");
        assertThat(head.versionId()).isNull();
        assertThat(head.sdkHttpResponse().firstMatchingHeader("x-amz-request-id"))
                .isPresent();
        assertThat(head.sdkHttpResponse().firstMatchingHeader("x-amz-id-2")).isPresent();
    }

    @Test
    void metadataOfMoreThanTwoKibibytesIsRefused() {
        s3.putObject(
                put -> put.bucket(BUCKET).key("meta").metadata(Map.of("k", "v".repeat(2047))),
                RequestBody.fromString("x"));

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.putObject(
                        put -> put.bucket(BUCKET).key("meta").metadata(Map.of("k", "v".repeat(2048))),
                        RequestBody.fromString("x")))
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("MetadataTooLarge"));
    }

    @Test
    void responseHeadersAreOverridden() {
        put(BUCKET, "override", "x");

        var got = s3.getObjectAsBytes(get -> get.bucket(BUCKET)
                .key("override")
                .responseContentType("text/html")
                .responseCacheControl("no-store"));

        assertThat(got.response().contentType()).isEqualTo("text/html");
        assertThat(got.response().cacheControl()).isEqualTo("no-store");
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.getObjectAsBytes(
                        get -> get.bucket(BUCKET).key("override").responseContentType("a\r\nSet-Cookie: b")))
                .satisfies(error -> assertThat(error.statusCode()).isEqualTo(400));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "0, bytes=0-0, 416",
        "1, bytes=0-0, 206",
        "1, bytes=1-1, 416",
        "65536, bytes=65535-65535, 206",
        "65536, bytes=65536-, 416",
        "300000, bytes=0-299999, 206",
        "300000, bytes=65535-65537, 206",
        "300000, bytes=131072-, 206",
        "300000, bytes=-1, 206",
        "300000, bytes=-300001, 206",
        "300000, bytes=299999-400000, 206",
        "300000, 'bytes=0-1,5-6', 200",
        "300000, bytes=9-8, 200"
    })
    void rangeIsCutExactly(int size, String range, int status) {
        var body = new byte[size];
        new Random(size).nextBytes(body);
        var key = "range-" + size;
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(body));

        if (status == 416) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> s3.getObjectAsBytes(
                            get -> get.bucket(BUCKET).key(key).range(range)))
                    .satisfies(error ->
                            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRange"));
            return;
        }
        var got = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).range(range));

        assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(status);
        var cut = status == 200
                ? new ByteRange(0, size)
                : ByteRange.of(range, size).orElseThrow();
        assertThat(got.asByteArray())
                .isEqualTo(Arrays.copyOfRange(body, (int) cut.start(), (int) (cut.start() + cut.length())));
        assertThat(got.response().contentRange()).isEqualTo(status == 200 ? null : cut.contentRange(size));
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key(key).range(range))
                        .contentLength())
                .isEqualTo(cut.length());
    }

    @Test
    void conditionalReadsAnswer304And412() {
        put(BUCKET, "conditional", "x");
        var etag = s3.headObject(head -> head.bucket(BUCKET).key("conditional")).eTag();

        assertThat(s3.getObjectAsBytes(
                                get -> get.bucket(BUCKET).key("conditional").ifMatch(etag))
                        .asUtf8String())
                .isEqualTo("x");
        assertThat(status(() -> s3.getObjectAsBytes(
                        get -> get.bucket(BUCKET).key("conditional").ifNoneMatch(etag))))
                .isEqualTo(304);
        assertThat(status(() -> s3.headObject(
                        head -> head.bucket(BUCKET).key("conditional").ifNoneMatch(etag))))
                .isEqualTo(304);
        assertThat(status(() -> s3.getObjectAsBytes(
                        get -> get.bucket(BUCKET).key("conditional").ifMatch("\"other\""))))
                .isEqualTo(412);
    }

    @Test
    void conditionalWritesAnswer412And404() {
        var body = RequestBody.fromString("x");
        assertThat(status(() ->
                        s3.putObject(put -> put.bucket(BUCKET).key("absent").ifMatch("\"any\""), body)))
                .isEqualTo(404);
        var etag = s3.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), body)
                .eTag();

        assertThat(status(
                        () -> s3.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), body)))
                .isEqualTo(412);
        assertThat(status(
                        () -> s3.putObject(put -> put.bucket(BUCKET).key("once").ifMatch("\"0\""), body)))
                .isEqualTo(412);
        assertThat(status(
                        () -> s3.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch(etag), body)))
                .isEqualTo(501);
        s3.putObject(put -> put.bucket(BUCKET).key("once").ifMatch(etag), RequestBody.fromString("y"));
        assertThat(get(BUCKET, "once")).isEqualTo("y");
        assertThat(status(() -> s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key("once").ifMatch(etag))))
                .isEqualTo(412);
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("once").ifMatch("*"));
        assertThat(status(() -> s3.headObject(head -> head.bucket(BUCKET).key("once"))))
                .isEqualTo(404);
    }

    static int status(Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            return e.statusCode();
        }
        return 200;
    }

    static String code(Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            return e.awsErrorDetails().errorCode();
        }
        return "";
    }

    @Test
    void bucketsComeAndGo() {
        newBucket("come-and-go");
        assertThat(s3.headBucket(head -> head.bucket("come-and-go")).bucketRegion())
                .isEqualTo("us-east-1");
        assertThat(s3.listBuckets(list -> list.prefix("come-")).buckets())
                .singleElement()
                .satisfies(bucket -> {
                    assertThat(bucket.name()).isEqualTo("come-and-go");
                    assertThat(bucket.bucketRegion()).isEqualTo("us-east-1");
                });
        assertThat(s3.getBucketLocation(get -> get.bucket("come-and-go")).locationConstraintAsString())
                .isNullOrEmpty();
        put("come-and-go", "k", "x");

        assertThat(code(() -> s3.deleteBucket(delete -> delete.bucket("come-and-go"))))
                .isEqualTo("BucketNotEmpty");
        s3.deleteObject(delete -> delete.bucket("come-and-go").key("k"));
        s3.deleteBucket(delete -> delete.bucket("come-and-go"));

        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3.headBucket(head -> head.bucket("come-and-go")));
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3.listObjectsV2(list -> list.bucket("come-and-go")));
    }

    @Test
    void bucketNamesHaveRulesAndOwners() {
        newBucket("mine-already");
        newBucket("mine-already");
        try (var other = server.client(TestLake.other())) {
            other.createBucket(create -> create.bucket("of-others"));
        }

        assertThatExceptionOfType(BucketAlreadyExistsException.class).isThrownBy(() -> newBucket("of-others"));
        assertThat(s3.listBuckets().buckets())
                .extracting("name")
                .contains("mine-already")
                .doesNotContain("of-others");
        assertThat(code(() -> newBucket("xn--name"))).isEqualTo("InvalidBucketName");
        assertThat(code(() -> s3.createBucket(create -> create.bucket("far-away")
                        .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")))))
                .isEqualTo("IllegalLocationConstraintException");
    }

    @Test
    void bucketsAreListedInPages() {
        IntStream.range(0, 5).forEach(i -> newBucket("page-" + i));

        var names = s3.listBucketsPaginator(list -> list.prefix("page-").maxBuckets(2)).buckets().stream()
                .map(software.amazon.awssdk.services.s3.model.Bucket::name)
                .toList();

        assertThat(names).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
    }

    @Test
    void listingRollsUpPagesAndStartsWhereAsked() {
        var bucket = newBucket("listing");
        for (var key : List.of("a", "b/1", "b/2", "b/c/3", "b0", "c/", "c/4", "d")) {
            put(bucket, key, key);
        }

        var root = s3.listObjectsV2(list -> list.bucket(bucket).delimiter("/"));
        assertThat(root.contents()).extracting(S3Object::key).containsExactly("a", "b0", "d");
        assertThat(root.commonPrefixes()).extracting("prefix").containsExactly("b/", "c/");
        assertThat(root.keyCount()).isEqualTo(5);
        assertThat(root.isTruncated()).isFalse();

        assertThat(s3.listObjectsV2(list -> list.bucket(bucket).prefix("b").delimiter("/"))
                        .commonPrefixes())
                .extracting("prefix")
                .containsExactly("b/");
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket).startAfter("b/2"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("b/c/3", "b0", "c/", "c/4", "d");
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket).maxKeys(0)).isTruncated())
                .isFalse();
        assertThat(pages(bucket)).containsExactly("a", "b/", "b0", "c/", "d");
        assertThat(firstListPages(bucket)).containsExactly("a", "b/", "b0", "c/", "d");
    }

    private List<String> pages(String bucket) {
        var all = new ArrayList<String>();
        for (var page : s3.listObjectsV2Paginator(
                list -> list.bucket(bucket).delimiter("/").maxKeys(1).fetchOwner(true))) {
            page.contents().forEach(object -> {
                assertThat(object.owner().id()).hasSize(64);
                all.add(object.key());
            });
            page.commonPrefixes().forEach(prefix -> all.add(prefix.prefix()));
        }
        return all;
    }

    private List<String> firstListPages(String bucket) {
        var all = new ArrayList<String>();
        String marker = null;
        do {
            var from = marker;
            var page = s3.listObjects(
                    list -> list.bucket(bucket).delimiter("/").maxKeys(1).marker(from));
            page.contents().forEach(object -> all.add(object.key()));
            page.commonPrefixes().forEach(prefix -> all.add(prefix.prefix()));
            marker = page.isTruncated() ? page.nextMarker() : null;
        } while (marker != null);
        return all;
    }

    @Test
    void listingRefusesWhatItCannotRead() {
        assertThat(code(() -> s3.listObjectsV2(list -> list.bucket(BUCKET).continuationToken("made up"))))
                .isEqualTo("InvalidArgument");
        assertThat(code(() -> s3.listObjectsV2(list -> list.bucket(BUCKET).maxKeys(-1))))
                .isEqualTo("InvalidArgument");
        assertThat(code(() -> s3.listObjects(list -> list.bucket(BUCKET).encodingType("base64"))))
                .isEqualTo("InvalidArgument");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)
                                .encodingType(EncodingType.URL)
                                .maxKeys(1))
                        .encodingType())
                .isEqualTo(EncodingType.URL);
    }

    @Test
    void versionsAreKeptHiddenAndBroughtBack() {
        var bucket = newBucket("versions");
        put(bucket, "k", "before");
        s3.putBucketVersioning(put -> put.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        var first = s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("1"))
                .versionId();
        var second = s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("2"))
                .versionId();

        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("k").versionId(first))
                        .asUtf8String())
                .isEqualTo("1");
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("k").versionId("null"))
                        .asUtf8String())
                .isEqualTo("before");
        var deleted = s3.deleteObject(delete -> delete.bucket(bucket).key("k"));
        assertThat(deleted.deleteMarker()).isTrue();
        var gone = thrown(() -> get(bucket, "k"));
        assertThat(gone).isInstanceOf(NoSuchKeyException.class);
        assertThat(gone.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-delete-marker"))
                .contains("true");
        assertThat(code(() ->
                        s3.getObjectAsBytes(get -> get.bucket(bucket).key("k").versionId(deleted.versionId()))))
                .isEqualTo("MethodNotAllowed");
        assertThat(code(() ->
                        s3.getObjectAsBytes(get -> get.bucket(bucket).key("k").versionId("nothing"))))
                .isEqualTo("NoSuchVersion");

        var listed = s3.listObjectVersions(list -> list.bucket(bucket));
        assertThat(listed.versions()).extracting("versionId").containsExactly(second, first, "null");
        assertThat(listed.deleteMarkers()).singleElement().satisfies(marker -> {
            assertThat(marker.versionId()).isEqualTo(deleted.versionId());
            assertThat(marker.isLatest()).isTrue();
        });
        assertThat(versionPages(bucket)).containsExactly(deleted.versionId(), second, first, "null");

        var undone = s3.deleteObject(delete -> delete.bucket(bucket).key("k").versionId(deleted.versionId()));
        assertThat(undone.deleteMarker()).isTrue();
        assertThat(get(bucket, "k")).isEqualTo("2");
        s3.putBucketVersioning(put -> put.bucket(bucket).versioningConfiguration(v -> v.status("Suspended")));
        assertThat(s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("3"))
                        .versionId())
                .isEqualTo("null");
        assertThat(s3.listObjectVersions(list -> list.bucket(bucket)).versions())
                .extracting("versionId")
                .containsExactly("null", second, first);
    }

    private List<String> versionPages(String bucket) {
        var all = new ArrayList<String>();
        for (var page :
                s3.listObjectVersionsPaginator(list -> list.bucket(bucket).maxKeys(1))) {
            page.versions().forEach(version -> all.add(version.versionId()));
            page.deleteMarkers().forEach(marker -> all.add(marker.versionId()));
        }
        return all;
    }

    private static S3Exception thrown(Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            return e;
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void manyAreDeletedAtOnce() {
        var bucket = newBucket("delete-many");
        var keys = oddKeys().filter(key -> !key.contains("\u0000")).toList();
        keys.forEach(key -> put(bucket, key, "x"));

        var done = s3.deleteObjects(delete -> delete.bucket(bucket)
                .delete(d -> d.objects(keys.stream().map(key -> identifier(key)).toList())));

        assertThat(done.deleted()).extracting("key").containsExactlyElementsOf(keys);
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents()).isEmpty();
        var quiet = s3.deleteObjects(delete ->
                delete.bucket(bucket).delete(d -> d.quiet(true).objects(List.of(identifier("never there")))));
        assertThat(quiet.deleted()).isEmpty();
        assertThat(quiet.errors()).isEmpty();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    @Test
    void tagsAreSetReadAndRemoved() {
        s3.putObject(
                put -> put.bucket(BUCKET).key("tagged").tagging("team=sales&year=2026"), RequestBody.fromString("x"));
        assertThat(s3.getObjectTagging(get -> get.bucket(BUCKET).key("tagged")).tagSet())
                .containsExactlyInAnyOrder(tag("team", "sales"), tag("year", "2026"));
        assertThat(s3.getObject(get -> get.bucket(BUCKET).key("tagged"))
                        .response()
                        .tagCount())
                .isEqualTo(2);

        s3.putObjectTagging(put -> put.bucket(BUCKET).key("tagged").tagging(t -> t.tagSet(tag("a", "b c"))));
        assertThat(s3.getObjectTagging(get -> get.bucket(BUCKET).key("tagged")).tagSet())
                .containsExactly(tag("a", "b c"));
        s3.deleteObjectTagging(delete -> delete.bucket(BUCKET).key("tagged"));
        assertThat(s3.getObjectTagging(get -> get.bucket(BUCKET).key("tagged")).tagSet())
                .isEmpty();
        assertThat(code(() -> s3.getObjectTagging(get -> get.bucket(BUCKET).key("no such"))))
                .isEqualTo("NoSuchKey");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void copyKeepsOrReplacesWhatBelongsToAnObject() {
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("source \u00fc+%2F")
                        .contentType("text/csv")
                        .metadata(Map.of("a", "1"))
                        .tagging("t=1"),
                RequestBody.fromString("body"));

        var copied = s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("source \u00fc+%2F")
                .destinationBucket(BUCKET)
                .destinationKey("copied"));
        assertThat(copied.copyObjectResult().eTag()).isEqualTo("\"841a2d689ad86bd1611447453c22c6fc\"");
        var kept = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("copied"));
        assertThat(kept.asUtf8String()).isEqualTo("body");
        assertThat(kept.response().contentType()).isEqualTo("text/csv");
        assertThat(kept.response().metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(kept.response().tagCount()).isEqualTo(1);

        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("copied")
                .destinationBucket(BUCKET)
                .destinationKey("copied")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2"))
                .taggingDirective(TaggingDirective.REPLACE)
                .contentType("text/plain"));
        var replaced = s3.headObject(head -> head.bucket(BUCKET).key("copied"));
        assertThat(replaced.contentType()).isEqualTo("text/plain");
        assertThat(replaced.metadata()).isEqualTo(Map.of("b", "2"));
        assertThat(s3.getObjectTagging(get -> get.bucket(BUCKET).key("copied")).tagSet())
                .isEmpty();
        assertThat(code(() -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("copied")
                        .destinationBucket(BUCKET)
                        .destinationKey("copied"))))
                .isEqualTo("InvalidRequest");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"match,same,200", "match,other,412", "none-match,same,412", "none-match,other,200"})
    void copyHasConditionsOfItsSource(String condition, String tag, int status) {
        put(BUCKET, "guarded", "x");
        var same = s3.headObject(head -> head.bucket(BUCKET).key("guarded")).eTag();
        var value = tag.equals("same") ? same : "\"other\"";

        var answer = status(() -> s3.copyObject(copy -> {
            copy.sourceBucket(BUCKET)
                    .sourceKey("guarded")
                    .destinationBucket(BUCKET)
                    .destinationKey("copy");
            if (condition.equals("match")) {
                copy.copySourceIfMatch(value);
            } else {
                copy.copySourceIfNoneMatch(value);
            }
        }));

        assertThat(answer).isEqualTo(status);
    }

    @Test
    void copyOfWhatIsNotThereIsRefused() {
        assertThat(code(() -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("no such")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy"))))
                .isEqualTo("NoSuchKey");
        assertThat(code(() -> s3.copyObject(copy -> copy.sourceBucket("no-such-bucket")
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy"))))
                .isEqualTo("NoSuchBucket");
    }

    @Test
    void checksumsAreToldWhereAskedFor() {
        put(BUCKET, "plain", "x");
        s3.putObject(
                put -> put.bucket(BUCKET).key("summed").checksumSHA256("LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="),
                RequestBody.fromString("x"));

        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("summed").checksumMode("ENABLED"))
                        .checksumSHA256())
                .isEqualTo("LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("summed")).checksumSHA256())
                .isNull();
        var copied = s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("plain")
                .destinationBucket(BUCKET)
                .destinationKey("summed-copy")
                .checksumAlgorithm("CRC32"));
        assertThat(copied.copyObjectResult().checksumCRC32()).isEqualTo("jNwWgw==");
    }

    @Test
    void attributesAreTold() {
        put(BUCKET, "attributes", "body");

        var told = s3.getObjectAttributes(get ->
                get.bucket(BUCKET).key("attributes").objectAttributesWithStrings("ETag", "ObjectSize", "StorageClass"));

        assertThat(told.eTag()).isEqualTo("841a2d689ad86bd1611447453c22c6fc");
        assertThat(told.objectSize()).isEqualTo(4);
        assertThat(told.storageClass()).isEqualTo(StorageClass.STANDARD);
        assertThat(told.checksum()).isNull();
    }

    static String policy(String bucket, String principal) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,\
                 "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}""".formatted(principal, bucket);
    }

    @Test
    void bucketDocumentsAreKept() {
        var bucket = newBucket("documents");
        assertThat(code(() -> s3.getBucketPolicy(get -> get.bucket(bucket)))).isEqualTo("NoSuchBucketPolicy");
        var policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

        assertThat(code(() -> s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy))))
                .isEqualTo("AccessDenied");
        s3.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        assertThat(code(() -> s3.putBucketPolicy(put -> put.bucket(bucket).policy("no policy"))))
                .isEqualTo("MalformedPolicy");
        s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy));
        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy()).isEqualTo(policy);
        assertThat(s3.getBucketPolicyStatus(get -> get.bucket(bucket))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        s3.deleteBucketPolicy(delete -> delete.bucket(bucket));
        assertThat(code(() -> s3.getBucketPolicy(get -> get.bucket(bucket)))).isEqualTo("NoSuchBucketPolicy");

        s3.putPublicAccessBlock(put -> put.bucket(bucket)
                .publicAccessBlockConfiguration(
                        block -> block.blockPublicPolicy(true).restrictPublicBuckets(true)));
        var block = s3.getPublicAccessBlock(get -> get.bucket(bucket)).publicAccessBlockConfiguration();
        assertThat(block.blockPublicPolicy()).isTrue();
        assertThat(block.blockPublicAcls()).isFalse();
        s3.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        assertThat(code(() -> s3.getPublicAccessBlock(get -> get.bucket(bucket))))
                .isEqualTo("NoSuchPublicAccessBlockConfiguration");
    }

    @Test
    void ownerHasFullControlAndNobodyElseAny() {
        put(BUCKET, "owned", "x");

        var acl = s3.getObjectAcl(get -> get.bucket(BUCKET).key("owned"));

        assertThat(acl.grants()).singleElement().satisfies(grant -> {
            assertThat(grant.permissionAsString()).isEqualTo("FULL_CONTROL");
            assertThat(grant.grantee().id()).isEqualTo(acl.owner().id());
        });
        assertThat(s3.getBucketAcl(get -> get.bucket(BUCKET)).grants()).isEqualTo(acl.grants());
        assertThat(s3.getBucketOwnershipControls(get -> get.bucket(BUCKET))
                        .ownershipControls()
                        .rules())
                .extracting("objectOwnership")
                .hasToString("[BucketOwnerEnforced]");
        assertThat(code(() ->
                        s3.putObjectAcl(put -> put.bucket(BUCKET).key("owned").acl("public-read"))))
                .isIn("NotImplemented", "AccessControlListNotSupported");
    }

    @Test
    void expectedOwnerIsChecked() {
        put(BUCKET, "owner", "x");

        assertThat(status(() ->
                        s3.headObject(head -> head.bucket(BUCKET).key("owner").expectedBucketOwner("111122223333"))))
                .isEqualTo(200);
        assertThat(status(() ->
                        s3.headObject(head -> head.bucket(BUCKET).key("owner").expectedBucketOwner("444455556666"))))
                .isEqualTo(403);
        assertThat(status(() -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("owner")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")
                        .expectedSourceBucketOwner("444455556666"))))
                .isEqualTo(403);
    }
}
