package io.sluice.iam;

import java.util.List;

/**
 * What credentials of an access grant may do, by the permission of the grant. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html">registering a location</a>, where the
 * role of a location is told to have these.
 */
public final class GrantActions {
    /** On the objects of a grant that reads. */
    public static final List<String> READ = List.of(
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:ListMultipartUploadParts");

    /** On the objects of a grant that writes. */
    public static final List<String> WRITE = List.of(
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:AbortMultipartUpload");

    /** On the bucket of a grant that reads, within its prefix. */
    public static final List<String> LIST =
            List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads");

    private GrantActions() {}
}
