package io.sluice.lake.s3;

import static io.sluice.lake.s3.RoundTripTest.code;
import static io.sluice.lake.s3.TestLake.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.checksum.ChecksumMeter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.Part;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MultipartTest {
    private static final int MIN = 5 << 20;
    private static final byte[] FIRST = random(MIN, 1);
    private static final byte[] SECOND = random(MIN + 17, 2);
    private static final byte[] LAST = random(11, 3);

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

    private static byte[] random(int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] whole() {
        var bytes = Arrays.copyOf(FIRST, FIRST.length + SECOND.length + LAST.length);
        System.arraycopy(SECOND, 0, bytes, FIRST.length, SECOND.length);
        System.arraycopy(LAST, 0, bytes, FIRST.length + SECOND.length, LAST.length);
        return bytes;
    }

    private String begin(String key) {
        return s3.createMultipartUpload(create -> create.bucket(BUCKET).key(key))
                .uploadId();
    }

    private CompletedPart part(String key, String upload, int number, byte[] body) {
        var etag = s3.uploadPart(
                        part -> part.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(body))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private CompleteMultipartUploadResponse complete(String key, String upload, List<CompletedPart> parts) {
        return s3.completeMultipartUpload(
                complete -> complete.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    @Test
    void partsBecomeOneObject() {
        var key = "whole/\u00fc";
        var upload = s3.createMultipartUpload(create -> create.bucket(BUCKET)
                        .key(key)
                        .contentType("text/csv")
                        .metadata(Map.of("a", "1"))
                        .tagging("t=1"))
                .uploadId();
        // Numbers may have gaps and come in any order.
        var last = part(key, upload, 70, LAST);
        var first = part(key, upload, 3, FIRST);
        part(key, upload, 5, LAST);
        var second = part(key, upload, 5, SECOND);
        part(key, upload, 60, FIRST);

        var done = complete(key, upload, List.of(first, second, last));

        assertThat(done.eTag()).matches("\"[0-9a-f]{32}-3\"");
        assertThat(done.bucket()).isEqualTo(BUCKET);
        assertThat(done.key()).isEqualTo(key);
        var got = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
        assertThat(got.asByteArray()).isEqualTo(whole());
        assertThat(got.response().contentType()).isEqualTo("text/csv");
        assertThat(got.response().metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(got.response().tagCount()).isEqualTo(1);
        assertThat(got.response().eTag()).isEqualTo(done.eTag());
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).range("bytes=" + (MIN - 2) + "-" + (MIN + 1)))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(whole(), MIN - 2, MIN + 2));
        var part = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).partNumber(5));
        assertThat(part.asByteArray()).isEqualTo(SECOND);
        assertThat(part.response().partsCount()).isEqualTo(3);
        assertThat(part.response().contentRange())
                .isEqualTo("bytes " + MIN + "-" + (2 * MIN + 16) + "/" + (2 * MIN + 28));
        assertThat(code(() ->
                        s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).partNumber(4))))
                .isEqualTo("InvalidPartNumber");
        assertThat(code(() -> s3.listParts(list -> list.bucket(BUCKET).key(key).uploadId(upload))))
                .isEqualTo("NoSuchUpload");
        var attributes = s3.getObjectAttributes(
                get -> get.bucket(BUCKET).key(key).objectAttributesWithStrings("ObjectParts", "ObjectSize"));
        assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(3);
    }

    @Test
    void completionThatDoesNotFitIsRefusedAndTheUploadStays() {
        var key = "misfit";
        var upload = begin(key);
        var small = part(key, upload, 1, LAST);
        var other = part(key, upload, 2, LAST);

        assertThat(code(() -> complete(key, upload, List.of(small, other)))).isEqualTo("EntityTooSmall");
        assertThat(code(() -> complete(key, upload, List.of(other, small)))).isEqualTo("InvalidPartOrder");
        assertThat(code(() -> complete(key, upload, List.of(small, small)))).isEqualTo("InvalidPartOrder");
        assertThat(code(() -> complete(
                        key, upload, List.of(small.toBuilder().eTag("\"0\"").build()))))
                .isEqualTo("InvalidPart");
        assertThat(code(() -> complete(
                        key, upload, List.of(small.toBuilder().partNumber(9).build()))))
                .isEqualTo("InvalidPart");
        assertThat(code(() -> complete(key, upload, List.of()))).isEqualTo("MalformedXML");
        assertThat(code(() -> s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                        .key(key)
                        .uploadId(upload)
                        .mpuObjectSize(12L)
                        .multipartUpload(all -> all.parts(small)))))
                .isEqualTo("InvalidRequest");
        assertThat(code(() -> complete("another key", upload, List.of(small)))).isEqualTo("NoSuchUpload");

        assertThat(complete(key, upload, List.of(small)).eTag()).endsWith("-1\"");
    }

    @Test
    void completionHasConditions() {
        var key = "conditional";
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("x"));
        var upload = begin(key);
        var part = part(key, upload, 1, LAST);

        assertThat(code(() -> s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                        .key(key)
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(all -> all.parts(part)))))
                .isEqualTo("PreconditionFailed");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
        s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .ifNoneMatch("*")
                .multipartUpload(all -> all.parts(part)));
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key(key)).contentLength())
                .isEqualTo(LAST.length);
    }

    @Test
    void abortedUploadIsForgotten() {
        var upload = begin("aborted");
        var part = part("aborted", upload, 1, LAST);

        s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("aborted").uploadId(upload));

        assertThat(code(() -> complete("aborted", upload, List.of(part)))).isEqualTo("NoSuchUpload");
        assertThat(code(() -> part("aborted", upload, 1, LAST))).isEqualTo("NoSuchUpload");
        assertThat(code(() -> s3.abortMultipartUpload(
                        abort -> abort.bucket(BUCKET).key("aborted").uploadId(upload))))
                .isEqualTo("NoSuchUpload");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0", "10001", "-1"})
    void partNumberHasBounds(int number) {
        var upload = begin("bounds");

        assertThat(code(() -> part("bounds", upload, number, LAST))).isEqualTo("InvalidArgument");
    }

    @Test
    void partsAndUploadsAreListedInPages() {
        s3.createBucket(create -> create.bucket("uploads"));
        var ids = new ArrayList<String>();
        for (var key : List.of("a", "a", "b/1", "b/2", "c")) {
            ids.add(s3.createMultipartUpload(create -> create.bucket("uploads").key(key))
                    .uploadId());
        }
        for (int number : new int[] {4, 2, 9}) {
            s3.uploadPart(
                    part -> part.bucket("uploads")
                            .key("c")
                            .uploadId(ids.getLast())
                            .partNumber(number),
                    RequestBody.fromBytes(LAST));
        }

        assertThat(s3
                        .listPartsPaginator(list -> list.bucket("uploads")
                                .key("c")
                                .uploadId(ids.getLast())
                                .maxParts(1))
                        .parts()
                        .stream()
                        .map(Part::partNumber))
                .containsExactly(2, 4, 9);
        assertThat(s3
                        .listMultipartUploadsPaginator(
                                list -> list.bucket("uploads").maxUploads(2))
                        .uploads()
                        .stream()
                        .map(MultipartUpload::uploadId))
                .containsExactlyInAnyOrderElementsOf(ids);
        var rolled = s3.listMultipartUploads(list -> list.bucket("uploads").delimiter("/"));
        assertThat(rolled.uploads()).extracting("key").containsExactly("a", "a", "c");
        assertThat(rolled.commonPrefixes()).extracting("prefix").containsExactly("b/");
        assertThat(code(() -> s3.deleteBucket(delete -> delete.bucket("uploads"))))
                .isEqualTo("BucketNotEmpty");
    }

    @Test
    void partIsCopiedFromAnObject() {
        s3.putObject(put -> put.bucket(BUCKET).key("copied from"), RequestBody.fromBytes(FIRST));
        var upload = begin("copied to");
        var all = s3.uploadPartCopy(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("copied from")
                        .destinationBucket(BUCKET)
                        .destinationKey("copied to")
                        .uploadId(upload)
                        .partNumber(1))
                .copyPartResult();
        var some = s3.uploadPartCopy(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("copied from")
                        .copySourceRange("bytes=10-20")
                        .destinationBucket(BUCKET)
                        .destinationKey("copied to")
                        .uploadId(upload)
                        .partNumber(2))
                .copyPartResult();

        complete(
                "copied to",
                upload,
                List.of(
                        CompletedPart.builder().partNumber(1).eTag(all.eTag()).build(),
                        CompletedPart.builder().partNumber(2).eTag(some.eTag()).build()));

        var expected = Arrays.copyOf(FIRST, MIN + 11);
        System.arraycopy(FIRST, 10, expected, MIN, 11);
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("copied to"))
                        .asByteArray())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"bytes=0-5242880", "bytes=-5", "bytes=5-", "bytes=5-4", "'bytes=0-1,2-3'"})
    void rangeOfACopyIsExact(String range) {
        s3.putObject(put -> put.bucket(BUCKET).key("range source"), RequestBody.fromBytes(FIRST));
        var upload = begin("range target");

        assertThat(code(() -> s3.uploadPartCopy(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("range source")
                        .copySourceRange(range)
                        .destinationBucket(BUCKET)
                        .destinationKey("range target")
                        .uploadId(upload)
                        .partNumber(1))))
                .isEqualTo("InvalidArgument");
    }

    @Test
    void copyOfAnObjectOfPartsIsOneWhole() {
        var upload = begin("of parts");
        var first = part("of parts", upload, 1, FIRST);
        var second = part("of parts", upload, 2, LAST);
        complete("of parts", upload, List.of(first, second));

        var copied = s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("of parts")
                .destinationBucket(BUCKET)
                .destinationKey("one whole"));

        assertThat(copied.copyObjectResult().eTag()).matches("\"[0-9a-f]{32}\"");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("one whole").partNumber(1))
                        .partsCount())
                .isNull();
    }

    private static String sum(String algorithm, byte[]... parts) {
        var meter = ChecksumMeter.of(algorithm);
        for (var part : parts) {
            meter.update(part, 0, part.length);
        }
        return meter.value();
    }

    /** The SDK gives each part's checksum by a member of its own. */
    private CompletedPart summed(String key, String upload, String algorithm, int number, byte[] body) {
        var value = sum(algorithm, body);
        var etag = s3.uploadPart(
                        part -> {
                            part.bucket(BUCKET).key(key).uploadId(upload).partNumber(number);
                            switch (algorithm) {
                                case "CRC32" -> part.checksumCRC32(value);
                                case "CRC32C" -> part.checksumCRC32C(value);
                                case "CRC64NVME" -> part.checksumCRC64NVME(value);
                                case "SHA1" -> part.checksumSHA1(value);
                                default -> part.checksumSHA256(value);
                            }
                        },
                        RequestBody.fromBytes(body))
                .eTag();
        var done = CompletedPart.builder().partNumber(number).eTag(etag);
        return switch (algorithm) {
            case "CRC32" -> done.checksumCRC32(value).build();
            case "CRC32C" -> done.checksumCRC32C(value).build();
            case "CRC64NVME" -> done.checksumCRC64NVME(value).build();
            case "SHA1" -> done.checksumSHA1(value).build();
            default -> done.checksumSHA256(value).build();
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "CRC32, FULL_OBJECT, FULL_OBJECT",
        "CRC32, , COMPOSITE",
        "CRC32C, FULL_OBJECT, FULL_OBJECT",
        "CRC32C, COMPOSITE, COMPOSITE",
        "CRC64NVME, , FULL_OBJECT",
        "SHA1, COMPOSITE, COMPOSITE",
        "SHA256, , COMPOSITE"
    })
    void checksumOfThePartsBecomesThatOfTheObject(String algorithm, String asked, String type) {
        var key = "sum-" + algorithm + asked;
        var begun = s3.createMultipartUpload(CreateMultipartUploadRequest.builder()
                .bucket(BUCKET)
                .key(key)
                .checksumAlgorithm(algorithm)
                .checksumType(asked)
                .build());
        var parts = List.of(
                summed(key, begun.uploadId(), algorithm, 1, FIRST), summed(key, begun.uploadId(), algorithm, 2, LAST));
        assertThat(begun.checksumTypeAsString()).isEqualTo(type);

        complete(key, begun.uploadId(), parts);

        var head = s3.headObject(h -> h.bucket(BUCKET).key(key).checksumMode("ENABLED"));
        var expected = type.equals("COMPOSITE")
                ? sum(algorithm, decoded(sum(algorithm, FIRST)), decoded(sum(algorithm, LAST))) + "-2"
                : sum(algorithm, FIRST, LAST);
        assertThat(head.sdkHttpResponse().firstMatchingHeader(Checksums.header(algorithm)))
                .contains(expected);
        assertThat(head.checksumTypeAsString()).isEqualTo(type);
        var told = s3.getObjectAttributes(
                get -> get.bucket(BUCKET).key(key).objectAttributesWithStrings("ObjectParts", "Checksum"));
        assertThat(told.objectParts().parts())
                .extracting(ObjectPart::partNumber)
                .containsExactly(1, 2);
        assertThat(told.checksum().checksumTypeAsString()).isEqualTo(type);
    }

    private static byte[] decoded(String base64) {
        return java.util.Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void checksumThatDoesNotHoldIsRefused() {
        var key = "wrong sums";
        var upload = s3.createMultipartUpload(
                        create -> create.bucket(BUCKET).key(key).checksumAlgorithm("SHA256"))
                .uploadId();
        var part = summed(key, upload, "SHA256", 1, LAST);

        assertThat(code(() -> part(key, upload, 2, LAST))).isEqualTo("InvalidRequest");
        assertThat(code(() -> complete(
                        key,
                        upload,
                        List.of(CompletedPart.builder()
                                .partNumber(1)
                                .eTag(part.eTag())
                                .build()))))
                .isEqualTo("InvalidRequest");
        assertThat(code(() -> complete(
                        key,
                        upload,
                        List.of(part.toBuilder()
                                .checksumSHA256(sum("SHA256", FIRST))
                                .build()))))
                .isEqualTo("InvalidPart");
        assertThat(code(() -> s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                        .key(key)
                        .uploadId(upload)
                        .checksumSHA256(sum("SHA256", FIRST))
                        .multipartUpload(all -> all.parts(part)))))
                .isEqualTo("BadDigest");
        complete(key, upload, List.of(part));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"SHA256, FULL_OBJECT", "SHA1, FULL_OBJECT", "CRC64NVME, COMPOSITE", ", FULL_OBJECT"})
    void algorithmAndTypeMustFit(String algorithm, String type) {
        assertThat(code(() -> s3.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(BUCKET)
                        .key("no fit")
                        .checksumAlgorithm(algorithm)
                        .checksumType(type)
                        .build())))
                .isEqualTo("InvalidRequest");
    }
}
