package io.sluice.lake.s3;

import io.sluice.lake.storage.Bucket;

/** The notification configurations of buckets, in the documents that requests and answers carry. */
public interface BucketNotifications {
    /** Adds what a bucket is configured with to a document. */
    void write(String bucket, XmlOut document);

    /**
     * Replaces the configuration of a bucket.
     *
     * @param document a {@code NotificationConfiguration}
     * @param validate whether its destinations must be there and may be used
     * @throws io.sluice.lake.error.AwsException {@code InvalidArgument} or {@code MalformedXML}
     */
    void put(Bucket bucket, XmlIn.Element document, boolean validate);

    /** Forgets a bucket that is gone. */
    void remove(String bucket);
}
