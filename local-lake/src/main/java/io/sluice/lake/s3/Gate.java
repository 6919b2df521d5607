package io.sluice.lake.s3;

/** Decides for the caller of one request. Whatever is not plainly allowed is refused. */
public interface Gate {
    /**
     * Goes on where the caller has the permission.
     *
     * @throws io.sluice.lake.error.AwsException {@code AccessDenied}, with AWS's text, where it has not
     */
    void require(Permission permission);

    /** The same decision for S3's own questions, such as whether a caller may learn that a key is missing: no refusal comes of it. */
    boolean allows(Permission permission);
}
