package io.sluice.lake.s3;

import java.util.List;
import java.util.Set;

/**
 * Every operation of S3 that the lake performs, as one table: the requests it is recognised by, and the actions it needs. The actions
 * are those of <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required permissions
 * for Amazon S3 API operations</a>; the names of the constants are the event names that CloudTrail writes. What is needed on top, by the
 * content of a request (tags, a copy source, conditional headers), is in {@link Permissions}.
 */
public enum Operation {
    ListBuckets(row("GET", Level.SERVICE)
            .takes("prefix", "max-buckets", "continuation-token", "bucket-region")
            .needs("s3:ListAllMyBuckets")),

    CreateBucket(row("PUT", Level.BUCKET).needs("s3:CreateBucket")),
    DeleteBucket(row("DELETE", Level.BUCKET).needs("s3:DeleteBucket")),
    HeadBucket(row("HEAD", Level.BUCKET).needs("s3:ListBucket").aboutObjects().atAccessPoints()),
    GetBucketLocation(row("GET", Level.BUCKET)
            .marks("location")
            .needs("s3:GetBucketLocation")
            .atAccessPoints()),
    GetBucketVersioning(row("GET", Level.BUCKET).marks("versioning").needs("s3:GetBucketVersioning")),
    PutBucketVersioning(row("PUT", Level.BUCKET).marks("versioning").needs("s3:PutBucketVersioning")),
    GetBucketPolicy(
            row("GET", Level.BUCKET).marks("policy").needs("s3:GetBucketPolicy").atAccessPoints()),
    PutBucketPolicy(row("PUT", Level.BUCKET).marks("policy").needs("s3:PutBucketPolicy")),
    DeleteBucketPolicy(row("DELETE", Level.BUCKET).marks("policy").needs("s3:DeleteBucketPolicy")),
    GetBucketPolicyStatus(row("GET", Level.BUCKET).marks("policyStatus").needs("s3:GetBucketPolicyStatus")),
    GetBucketNotificationConfiguration(row("GET", Level.BUCKET)
            .marks("notification")
            .needs("s3:GetBucketNotification")
            .atAccessPoints()),
    PutBucketNotificationConfiguration(
            row("PUT", Level.BUCKET).marks("notification").needs("s3:PutBucketNotification")),
    GetPublicAccessBlock(row("GET", Level.BUCKET).marks("publicAccessBlock").needs("s3:GetBucketPublicAccessBlock")),
    PutPublicAccessBlock(row("PUT", Level.BUCKET).marks("publicAccessBlock").needs("s3:PutBucketPublicAccessBlock")),
    DeletePublicAccessBlock(
            row("DELETE", Level.BUCKET).marks("publicAccessBlock").needs("s3:PutBucketPublicAccessBlock")),
    GetBucketAcl(row("GET", Level.BUCKET).marks("acl").needs("s3:GetBucketAcl").atAccessPoints()),
    GetBucketOwnershipControls(
            row("GET", Level.BUCKET).marks("ownershipControls").needs("s3:GetBucketOwnershipControls")),

    ListObjects(row("GET", Level.BUCKET)
            .takes("prefix", "delimiter", "marker", "max-keys", "encoding-type")
            .needs("s3:ListBucket")
            .aboutObjects()
            .atAccessPoints()),
    ListObjectsV2(row("GET", Level.BUCKET)
            .marks("list-type")
            .takes(
                    "prefix",
                    "delimiter",
                    "start-after",
                    "continuation-token",
                    "max-keys",
                    "encoding-type",
                    "fetch-owner")
            .needs("s3:ListBucket")
            .aboutObjects()
            .atAccessPoints()),
    ListObjectVersions(row("GET", Level.BUCKET)
            .marks("versions")
            .takes("prefix", "delimiter", "key-marker", "version-id-marker", "max-keys", "encoding-type")
            .needs("s3:ListBucketVersions")
            .aboutObjects()
            .atAccessPoints()),
    ListMultipartUploads(row("GET", Level.BUCKET)
            .marks("uploads")
            .takes("prefix", "delimiter", "key-marker", "upload-id-marker", "max-uploads", "encoding-type")
            .needs("s3:ListBucketMultipartUploads")
            .aboutObjects()
            .atAccessPoints()),
    DeleteObjects(row("POST", Level.BUCKET)
            .marks("delete")
            .needs("s3:DeleteObject")
            .version("s3:DeleteObjectVersion")
            .aboutObjects()
            .atAccessPoints()),

    GetObject(row("GET", Level.OBJECT)
            .takes("versionId", "partNumber")
            .takes(ResponseOverrides.parameters())
            .needs("s3:GetObject")
            .version("s3:GetObjectVersion")
            .atAccessPoints()),
    HeadObject(row("HEAD", Level.OBJECT)
            .takes("versionId", "partNumber")
            .takes(ResponseOverrides.parameters())
            .needs("s3:GetObject")
            .version("s3:GetObjectVersion")
            .atAccessPoints()),
    GetObjectAttributes(row("GET", Level.OBJECT)
            .marks("attributes")
            .takes("versionId")
            .needs("s3:GetObject", "s3:GetObjectAttributes")
            .version("s3:GetObjectVersion", "s3:GetObjectVersionAttributes")
            .atAccessPoints()),
    GetObjectAcl(row("GET", Level.OBJECT)
            .marks("acl")
            .takes("versionId")
            .needs("s3:GetObjectAcl")
            .version("s3:GetObjectVersionAcl")
            .atAccessPoints()),
    PutObject(row("PUT", Level.OBJECT).needs("s3:PutObject").atAccessPoints()),
    CopyObject(row("PUT", Level.OBJECT).copying().needs("s3:PutObject").atAccessPoints()),
    DeleteObject(row("DELETE", Level.OBJECT)
            .takes("versionId")
            .needs("s3:DeleteObject")
            .version("s3:DeleteObjectVersion")
            .atAccessPoints()),
    GetObjectTagging(row("GET", Level.OBJECT)
            .marks("tagging")
            .takes("versionId")
            .needs("s3:GetObjectTagging")
            .version("s3:GetObjectVersionTagging")
            .atAccessPoints()),
    PutObjectTagging(row("PUT", Level.OBJECT)
            .marks("tagging")
            .takes("versionId")
            .needs("s3:PutObjectTagging")
            .version("s3:PutObjectVersionTagging")
            .atAccessPoints()),
    DeleteObjectTagging(row("DELETE", Level.OBJECT)
            .marks("tagging")
            .takes("versionId")
            .needs("s3:DeleteObjectTagging")
            .version("s3:DeleteObjectVersionTagging")
            .atAccessPoints()),

    CreateMultipartUpload(
            row("POST", Level.OBJECT).marks("uploads").needs("s3:PutObject").atAccessPoints()),
    UploadPart(row("PUT", Level.OBJECT)
            .marks("partNumber", "uploadId")
            .needs("s3:PutObject")
            .atAccessPoints()),
    UploadPartCopy(row("PUT", Level.OBJECT)
            .marks("partNumber", "uploadId")
            .copying()
            .needs("s3:PutObject")
            .atAccessPoints()),
    CompleteMultipartUpload(
            row("POST", Level.OBJECT).marks("uploadId").needs("s3:PutObject").atAccessPoints()),
    AbortMultipartUpload(row("DELETE", Level.OBJECT)
            .marks("uploadId")
            .needs("s3:AbortMultipartUpload")
            .atAccessPoints()),
    ListParts(row("GET", Level.OBJECT)
            .marks("uploadId")
            .takes("part-number-marker", "max-parts", "encoding-type")
            .needs("s3:ListMultipartUploadParts")
            .atAccessPoints());

    /** What a request addresses: the service, a bucket, or an object in it. */
    enum Level {
        SERVICE,
        BUCKET,
        OBJECT
    }

    // The row and its collections never change, which Error Prone cannot see of the JDK's own collections.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Row row;

    Operation(Row row) {
        this.row = row;
    }

    /** Whether the operation exists through an access point, as <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-service-api-support.html">access point compatibility</a>
     * lists them. */
    public boolean throughAccessPoints() {
        return row.gated;
    }

    /** Whether it is about buckets themselves, which CloudTrail calls a management event, and not about what is in them. From <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html">S3 CloudTrail events</a>. */
    public boolean isManagement() {
        return row.level != Level.OBJECT && !row.objects;
    }

    String method() {
        return row.method;
    }

    Level level() {
        return row.level;
    }

    /** Query parameters that make a request this operation. */
    Set<String> marks() {
        return row.marks;
    }

    /** Query parameters it may have besides. */
    Set<String> parameters() {
        return row.parameters;
    }

    /** Whether it is told apart by {@code x-amz-copy-source}. */
    boolean copies() {
        return row.copies;
    }

    /** The actions on its own resource; those for a version where the request names one. */
    List<String> actions(boolean ofVersion) {
        return ofVersion && !row.versionActions.isEmpty() ? row.versionActions : row.actions;
    }

    private static Row row(String method, Level level) {
        return new Row(method, level, Set.of(), Set.of(), false, List.of(), List.of(), false, false);
    }

    private record Row(
            String method,
            Level level,
            Set<String> marks,
            Set<String> parameters,
            boolean copies,
            List<String> actions,
            List<String> versionActions,
            boolean gated,
            boolean objects) {
        Row marks(String... names) {
            return new Row(method, level, Set.of(names), parameters, copies, actions, versionActions, gated, objects);
        }

        Row takes(String... names) {
            var all = new java.util.HashSet<>(parameters);
            all.addAll(List.of(names));
            return new Row(method, level, marks, Set.copyOf(all), copies, actions, versionActions, gated, objects);
        }

        Row copying() {
            return new Row(method, level, marks, parameters, true, actions, versionActions, gated, objects);
        }

        Row needs(String... names) {
            return new Row(method, level, marks, parameters, copies, List.of(names), versionActions, gated, objects);
        }

        Row version(String... names) {
            return new Row(method, level, marks, parameters, copies, actions, List.of(names), gated, objects);
        }

        /** It is about what is in the bucket. */
        Row aboutObjects() {
            return new Row(method, level, marks, parameters, copies, actions, versionActions, gated, true);
        }

        /** It works through an access point too. */
        Row atAccessPoints() {
            return new Row(method, level, marks, parameters, copies, actions, versionActions, true, objects);
        }
    }
}
