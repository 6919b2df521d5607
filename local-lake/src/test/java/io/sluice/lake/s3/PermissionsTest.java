package io.sluice.lake.s3;

import static io.sluice.lake.s3.RoundTripTest.code;
import static io.sluice.lake.s3.RoundTripTest.status;
import static io.sluice.lake.s3.S3Server.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Tag;

/** What each operation asks of the gate: with just that it goes on, and without any one of it it is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
    private S3Server server;
    private S3Client s3;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new S3Server(folder);
        s3 = server.client();
        s3.putBucketVersioning(put -> put.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
    }

    @AfterAll
    void stop() {
        s3.close();
        server.close();
    }

    @BeforeEach
    void allowAll() {
        server.allowAll();
    }

    /** One operation, how the SDK calls it, and every action it needs. */
    record Need(String name, Call call, List<String> actions) {
        Need(String name, Call call, String... actions) {
            this(name, call, List.of(actions));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    interface Call {
        void with(S3Client s3, Prepared prepared);
    }

    /** What is there before each call. */
    record Prepared(String version, String etag, String uploadId, String partEtag) {}

    private static final String POLICY =
            RoundTripTest.policy(BUCKET, "{\"AWS\":\"arn:aws:iam::" + S3Server.ACCOUNT + ":root\"}");
    private static final RequestBody BODY = RequestBody.fromString("x");

    static Stream<Need> needs() {
        return Stream.of(
                new Need("ListBuckets", (s3, _) -> s3.listBuckets(), "s3:ListAllMyBuckets"),
                new Need(
                        "CreateBucket", (s3, _) -> s3.createBucket(create -> create.bucket("made")), "s3:CreateBucket"),
                new Need(
                        "DeleteBucket",
                        (s3, _) -> s3.deleteBucket(delete -> delete.bucket("spare")),
                        "s3:DeleteBucket"),
                new Need("HeadBucket", (s3, _) -> s3.headBucket(head -> head.bucket(BUCKET)), "s3:ListBucket"),
                new Need(
                        "GetBucketLocation",
                        (s3, _) -> s3.getBucketLocation(get -> get.bucket(BUCKET)),
                        "s3:GetBucketLocation"),
                new Need(
                        "GetBucketVersioning",
                        (s3, _) -> s3.getBucketVersioning(get -> get.bucket(BUCKET)),
                        "s3:GetBucketVersioning"),
                new Need(
                        "PutBucketVersioning",
                        (s3, _) -> s3.putBucketVersioning(
                                put -> put.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled"))),
                        "s3:PutBucketVersioning"),
                new Need(
                        "GetBucketNotificationConfiguration",
                        (s3, had) -> s3.getBucketNotificationConfiguration(get -> get.bucket(BUCKET)),
                        "s3:GetBucketNotification"),
                new Need(
                        "PutBucketNotificationConfiguration",
                        (s3, had) -> s3.putBucketNotificationConfiguration(
                                put -> put.bucket(BUCKET).notificationConfiguration(none -> {})),
                        "s3:PutBucketNotification"),
                new Need(
                        "PutBucketPolicy",
                        (s3, _) -> s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(POLICY)),
                        "s3:PutBucketPolicy"),
                new Need(
                        "GetBucketPolicy",
                        (s3, _) -> s3.getBucketPolicy(get -> get.bucket(BUCKET)),
                        "s3:GetBucketPolicy"),
                new Need(
                        "GetBucketPolicyStatus",
                        (s3, _) -> s3.getBucketPolicyStatus(get -> get.bucket(BUCKET)),
                        "s3:GetBucketPolicyStatus"),
                new Need(
                        "DeleteBucketPolicy",
                        (s3, _) -> s3.deleteBucketPolicy(delete -> delete.bucket("spare")),
                        "s3:DeleteBucketPolicy"),
                new Need(
                        "PutPublicAccessBlock",
                        (s3, _) -> s3.putPublicAccessBlock(put -> put.bucket(BUCKET)
                                .publicAccessBlockConfiguration(block -> block.blockPublicAcls(true))),
                        "s3:PutBucketPublicAccessBlock"),
                new Need(
                        "GetPublicAccessBlock",
                        (s3, _) -> s3.getPublicAccessBlock(get -> get.bucket(BUCKET)),
                        "s3:GetBucketPublicAccessBlock"),
                new Need(
                        "DeletePublicAccessBlock",
                        (s3, _) -> s3.deletePublicAccessBlock(delete -> delete.bucket("spare")),
                        "s3:PutBucketPublicAccessBlock"),
                new Need("GetBucketAcl", (s3, _) -> s3.getBucketAcl(get -> get.bucket(BUCKET)), "s3:GetBucketAcl"),
                new Need(
                        "GetBucketOwnershipControls",
                        (s3, _) -> s3.getBucketOwnershipControls(get -> get.bucket(BUCKET)),
                        "s3:GetBucketOwnershipControls"),
                new Need("ListObjects", (s3, _) -> s3.listObjects(list -> list.bucket(BUCKET)), "s3:ListBucket"),
                new Need("ListObjectsV2", (s3, _) -> s3.listObjectsV2(list -> list.bucket(BUCKET)), "s3:ListBucket"),
                new Need(
                        "ListObjectVersions",
                        (s3, _) -> s3.listObjectVersions(list -> list.bucket(BUCKET)),
                        "s3:ListBucketVersions"),
                new Need(
                        "ListMultipartUploads",
                        (s3, _) -> s3.listMultipartUploads(list -> list.bucket(BUCKET)),
                        "s3:ListBucketMultipartUploads"),
                new Need(
                        "PutObject",
                        (s3, _) -> s3.putObject(put -> put.bucket(BUCKET).key("k"), BODY),
                        "s3:PutObject"),
                new Need(
                        "PutObject with tags",
                        (s3, _) ->
                                s3.putObject(put -> put.bucket(BUCKET).key("k").tagging("a=1"), BODY),
                        "s3:PutObject",
                        "s3:PutObjectTagging"),
                new Need(
                        "PutObject over what it names",
                        (s3, had) ->
                                s3.putObject(put -> put.bucket(BUCKET).key("k").ifMatch(had.etag()), BODY),
                        "s3:PutObject",
                        "s3:GetObject"),
                new Need(
                        "GetObject",
                        (s3, _) -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("k")),
                        "s3:GetObject"),
                new Need(
                        "GetObject of a version",
                        (s3, had) -> s3.getObjectAsBytes(
                                get -> get.bucket(BUCKET).key("k").versionId(had.version())),
                        "s3:GetObjectVersion"),
                new Need(
                        "HeadObject",
                        (s3, _) -> s3.headObject(head -> head.bucket(BUCKET).key("k")),
                        "s3:GetObject"),
                new Need(
                        "GetObjectAttributes",
                        (s3, _) -> s3.getObjectAttributes(
                                get -> get.bucket(BUCKET).key("k").objectAttributesWithStrings("ETag")),
                        "s3:GetObject",
                        "s3:GetObjectAttributes"),
                new Need(
                        "GetObjectAttributes of a version",
                        (s3, had) -> s3.getObjectAttributes(get -> get.bucket(BUCKET)
                                .key("k")
                                .versionId(had.version())
                                .objectAttributesWithStrings("ETag")),
                        "s3:GetObjectVersion",
                        "s3:GetObjectVersionAttributes"),
                new Need(
                        "GetObjectAcl",
                        (s3, _) -> s3.getObjectAcl(get -> get.bucket(BUCKET).key("k")),
                        "s3:GetObjectAcl"),
                new Need(
                        "GetObjectAcl of a version",
                        (s3, had) -> s3.getObjectAcl(
                                get -> get.bucket(BUCKET).key("k").versionId(had.version())),
                        "s3:GetObjectVersionAcl"),
                new Need(
                        "DeleteObject",
                        (s3, _) ->
                                s3.deleteObject(delete -> delete.bucket(BUCKET).key("other")),
                        "s3:DeleteObject"),
                new Need(
                        "DeleteObject of a version",
                        (s3, _) -> s3.deleteObject(
                                delete -> delete.bucket(BUCKET).key("other").versionId("nothing")),
                        "s3:DeleteObjectVersion"),
                new Need(
                        "CopyObject",
                        (s3, _) -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                                .sourceKey("k")
                                .destinationBucket(BUCKET)
                                .destinationKey("copy")),
                        "s3:PutObject",
                        "s3:GetObject"),
                new Need(
                        "CopyObject of a version",
                        (s3, had) -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                                .sourceKey("k")
                                .sourceVersionId(had.version())
                                .destinationBucket(BUCKET)
                                .destinationKey("copy")),
                        "s3:PutObject",
                        "s3:GetObjectVersion"),
                new Need(
                        "CopyObject with the tags it has",
                        (s3, _) -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                                .sourceKey("tagged")
                                .destinationBucket(BUCKET)
                                .destinationKey("copy")),
                        "s3:PutObject",
                        "s3:GetObject",
                        "s3:GetObjectTagging",
                        "s3:PutObjectTagging"),
                new Need(
                        "GetObjectTagging",
                        (s3, _) -> s3.getObjectTagging(get -> get.bucket(BUCKET).key("k")),
                        "s3:GetObjectTagging"),
                new Need(
                        "GetObjectTagging of a version",
                        (s3, had) -> s3.getObjectTagging(
                                get -> get.bucket(BUCKET).key("k").versionId(had.version())),
                        "s3:GetObjectVersionTagging"),
                new Need("PutObjectTagging", (s3, _) -> tag(s3, null), "s3:PutObjectTagging"),
                new Need(
                        "PutObjectTagging of a version",
                        (s3, had) -> tag(s3, had.version()),
                        "s3:PutObjectVersionTagging"),
                new Need(
                        "DeleteObjectTagging",
                        (s3, _) -> s3.deleteObjectTagging(
                                delete -> delete.bucket(BUCKET).key("k")),
                        "s3:DeleteObjectTagging"),
                new Need(
                        "DeleteObjectTagging of a version",
                        (s3, had) -> s3.deleteObjectTagging(
                                delete -> delete.bucket(BUCKET).key("k").versionId(had.version())),
                        "s3:DeleteObjectVersionTagging"),
                new Need(
                        "CreateMultipartUpload",
                        (s3, _) -> s3.createMultipartUpload(
                                create -> create.bucket(BUCKET).key("big")),
                        "s3:PutObject"),
                new Need(
                        "CreateMultipartUpload with tags",
                        (s3, _) -> s3.createMultipartUpload(
                                create -> create.bucket(BUCKET).key("big").tagging("a=1")),
                        "s3:PutObject",
                        "s3:PutObjectTagging"),
                new Need(
                        "UploadPart",
                        (s3, had) -> s3.uploadPart(
                                part -> part.bucket(BUCKET)
                                        .key("big")
                                        .uploadId(had.uploadId())
                                        .partNumber(2),
                                BODY),
                        "s3:PutObject"),
                new Need(
                        "UploadPartCopy",
                        (s3, had) -> s3.uploadPartCopy(part -> part.sourceBucket(BUCKET)
                                .sourceKey("k")
                                .destinationBucket(BUCKET)
                                .destinationKey("big")
                                .uploadId(had.uploadId())
                                .partNumber(2)),
                        "s3:PutObject",
                        "s3:GetObject"),
                new Need(
                        "ListParts",
                        (s3, had) -> s3.listParts(
                                list -> list.bucket(BUCKET).key("big").uploadId(had.uploadId())),
                        "s3:ListMultipartUploadParts"),
                new Need(
                        "CompleteMultipartUpload",
                        (s3, had) -> s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                                .key("big")
                                .uploadId(had.uploadId())
                                .multipartUpload(upload -> upload.parts(CompletedPart.builder()
                                        .partNumber(1)
                                        .eTag(had.partEtag())
                                        .build()))),
                        "s3:PutObject"),
                new Need(
                        "AbortMultipartUpload",
                        (s3, had) -> s3.abortMultipartUpload(
                                abort -> abort.bucket(BUCKET).key("big").uploadId(had.uploadId())),
                        "s3:AbortMultipartUpload"));
    }

    private static void tag(S3Client s3, String version) {
        s3.putObjectTagging(put -> put.bucket(BUCKET)
                .key("k")
                .versionId(version)
                .tagging(tags -> tags.tagSet(Tag.builder().key("a").value("1").build())));
    }

    private Prepared prepare() {
        s3.createBucket(create -> create.bucket("spare"));
        var object = s3.putObject(put -> put.bucket(BUCKET).key("k"), BODY);
        s3.putObject(put -> put.bucket(BUCKET).key("tagged").tagging("t=1"), BODY);
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(POLICY));
        s3.putPublicAccessBlock(
                put -> put.bucket(BUCKET).publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)));
        var upload = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("big"))
                .uploadId();
        var part = s3.uploadPart(
                each -> each.bucket(BUCKET).key("big").uploadId(upload).partNumber(1), BODY);
        server.allowAll();
        return new Prepared(object.versionId(), object.eTag(), upload, part.eTag());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needs")
    void operationNeedsTheseActionsAndNoOthers(Need need) {
        need.call().with(s3, prepare());

        assertThat(server.askedActions()).containsExactlyInAnyOrderElementsOf(need.actions());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needs")
    void operationIsRefusedWithoutAnyOneOfItsActions(Need need) {
        var prepared = prepare();
        for (var action : need.actions()) {
            server.deny(action);

            assertThat(status(() -> need.call().with(s3, prepared))).as(action).isEqualTo(403);
        }
    }

    @Test
    void everyOperationOfTheTableIsTriedHere() {
        var tried = needs().map(need -> need.name().split(" ", -1)[0]).toList();

        assertThat(tried)
                .contains(Stream.of(Operation.values())
                        .filter(operation -> operation != Operation.DeleteObjects)
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    @Test
    void eachKeyOfManyIsDecidedByItself() {
        s3.putObject(put -> put.bucket(BUCKET).key("mine"), BODY);
        s3.putObject(put -> put.bucket(BUCKET).key("theirs"), BODY);
        server.deny(permission ->
                permission.resource() instanceof Permission.Resource.Item(var _, var key) && key.equals("theirs"));

        var done = s3.deleteObjects(delete -> delete.bucket(BUCKET)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("mine").build(),
                        ObjectIdentifier.builder().key("theirs").build())));

        assertThat(done.deleted()).extracting("key").containsExactly("mine");
        assertThat(done.errors()).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("theirs");
            assertThat(error.code()).isEqualTo("AccessDenied");
        });
        server.allowAll();
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("theirs")).contentLength())
                .isEqualTo(1);
    }

    @Test
    void versionAmongManyNeedsItsOwnAction() {
        var version = s3.putObject(put -> put.bucket(BUCKET).key("v"), BODY).versionId();
        server.deny("s3:DeleteObjectVersion");

        var done = s3.deleteObjects(delete -> delete.bucket(BUCKET)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("v").versionId(version).build())));

        assertThat(done.errors()).extracting("code").containsExactly("AccessDenied");
        server.allowAll();
        assertThat(s3.deleteObjects(delete -> delete.bucket(BUCKET)
                                .delete(d -> d.objects(ObjectIdentifier.builder()
                                        .key("v")
                                        .versionId(version)
                                        .build())))
                        .deleted())
                .hasSize(1);
    }

    @Test
    void missingKeyIsToldOnlyToWhoMayList() {
        assertThat(code(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("nowhere"))))
                .isEqualTo("NoSuchKey");
        server.deny("s3:ListBucket");

        assertThat(code(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("nowhere"))))
                .isEqualTo("AccessDenied");
        assertThat(status(() -> s3.headObject(head -> head.bucket(BUCKET).key("nowhere"))))
                .isEqualTo(403);
        assertThat(code(() -> s3.getObjectTagging(get -> get.bucket(BUCKET).key("nowhere"))))
                .isEqualTo("AccessDenied");
        assertThat(code(() -> tag(s3, "nothing"))).isEqualTo("AccessDenied");
        assertThat(code(() -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("nowhere")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy"))))
                .isEqualTo("AccessDenied");
    }

    @Test
    void numberOfTagsIsToldOnlyToWhoMayReadThem() {
        s3.putObject(put -> put.bucket(BUCKET).key("counted").tagging("a=1&b=2"), BODY);
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("counted"))
                        .response()
                        .tagCount())
                .isEqualTo(2);
        server.deny("s3:GetObjectTagging");

        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("counted"))
                        .response()
                        .tagCount())
                .isNull();
    }

    private Map<String, List<String>> conditions(String action) {
        return server.asked.stream()
                .filter(permission -> permission.action().equals(action))
                .findFirst()
                .orElseThrow()
                .conditions();
    }

    @Test
    void listingShowsItsParametersToPolicies() {
        s3.listObjectsV2(
                list -> list.bucket(BUCKET).prefix("a b/").delimiter("/").maxKeys(7));

        assertThat(conditions("s3:ListBucket"))
                .containsEntry("s3:prefix", List.of("a b/"))
                .containsEntry("s3:delimiter", List.of("/"))
                .containsEntry("s3:max-keys", List.of("7"));
        server.allowAll();
        s3.listObjectsV2(list -> list.bucket(BUCKET));
        assertThat(conditions("s3:ListBucket")).doesNotContainKeys("s3:prefix", "s3:delimiter", "s3:max-keys");
    }

    @Test
    void writeShowsItsTagsAndHeadersToPolicies() {
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("shown")
                        .tagging("team=sales&x=")
                        .acl("bucket-owner-full-control")
                        .storageClass("STANDARD_IA")
                        .serverSideEncryption("AES256")
                        .ifNoneMatch("*"),
                BODY);

        assertThat(conditions("s3:PutObject"))
                .containsEntry("s3:x-amz-acl", List.of("bucket-owner-full-control"))
                .containsEntry("s3:x-amz-storage-class", List.of("STANDARD_IA"))
                .containsEntry("s3:x-amz-server-side-encryption", List.of("AES256"))
                .containsEntry("s3:if-none-match", List.of("*"))
                .containsEntry("s3:ObjectCreationOperation", List.of("true"))
                .containsEntry("s3:RequestObjectTag/team", List.of("sales"));
        assertThat(conditions("s3:PutObjectTagging").get("s3:RequestObjectTagKeys"))
                .containsExactlyInAnyOrder("team", "x");
        server.allowAll();
        tag(s3, null);
        assertThat(conditions("s3:PutObjectTagging")).containsEntry("s3:RequestObjectTag/a", List.of("1"));
    }

    @Test
    void copyShowsItsSourceToPolicies() {
        var prepared = prepare();

        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("k")
                .sourceVersionId(prepared.version())
                .destinationBucket(BUCKET)
                .destinationKey("copy \u00fc")
                .metadataDirective("REPLACE"));

        assertThat(conditions("s3:PutObject"))
                .containsEntry("s3:x-amz-copy-source", List.of(BUCKET + "/k"))
                .containsEntry("s3:x-amz-metadata-directive", List.of("REPLACE"))
                .containsEntry("s3:ObjectCreationOperation", List.of("true"));
        assertThat(conditions("s3:GetObjectVersion")).containsEntry("s3:VersionId", List.of(prepared.version()));
    }

    @Test
    void existingTagsAreThereForReadsAndNotForWrites() {
        s3.putObject(put -> put.bucket(BUCKET).key("existing").tagging("secret=yes"), BODY);
        server.deny(permission -> permission.existingTags().get().containsKey("secret"));

        assertThat(status(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("existing"))))
                .isEqualTo(403);
        assertThat(status(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("k"))))
                .isEqualTo(200);
        assertThat(status(() -> s3.putObject(put -> put.bucket(BUCKET).key("existing"), BODY)))
                .isEqualTo(200);
    }

    @Test
    void copySourceThroughAnAccessPointIsDecidedThere() {
        prepare();

        for (var name : List.of(S3Server.ALIAS, S3Server.ACCESS_POINT)) {
            server.allowAll();
            s3.copyObject(copy -> copy.sourceBucket(name)
                    .sourceKey("k")
                    .destinationBucket(BUCKET)
                    .destinationKey("copy"));

            assertThat(server.asked)
                    .filteredOn(permission -> permission.action().equals("s3:GetObject"))
                    .extracting(permission -> permission.resource().place().orElseThrow())
                    .containsExactly(new Address(BUCKET, Optional.of(S3Server.ACCESS_POINT)));
            assertThat(server.asked)
                    .filteredOn(permission -> permission.action().equals("s3:PutObject"))
                    .extracting(permission -> permission.resource().place().orElseThrow())
                    .containsExactly(Address.bucket(BUCKET));
        }
    }

    @Test
    void requestThroughAnAliasIsDecidedAtItsAccessPoint() {
        prepare();

        s3.getObjectAsBytes(get -> get.bucket(S3Server.ALIAS).key("k"));

        assertThat(server.asked)
                .extracting(permission ->
                        permission.resource().place().orElseThrow().accessPoint())
                .containsExactly(Optional.of(S3Server.ACCESS_POINT));
        assertThat(code(() -> s3.deleteBucket(delete -> delete.bucket(S3Server.ALIAS))))
                .isEqualTo("MethodNotAllowed");
    }
}
