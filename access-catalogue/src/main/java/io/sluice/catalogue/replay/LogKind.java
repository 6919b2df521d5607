package io.sluice.catalogue.replay;

/** Who wrote a log, which says what it records. */
public enum LogKind {
    /** Ours: CloudTrail's fields, and what decided. It has every request. */
    LAKE("access log of the lake"),
    /**
     * What a trail's selectors pick, which may be some buckets, prefixes and actions only. From <a
     * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">logging data events</a>.
     */
    CLOUDTRAIL("CloudTrail"),
    /**
     * Delivered for whole buckets, on a best-effort basis. From <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">logging requests with server access logging</a>.
     */
    SERVER("S3 server access log");

    private final String words;

    LogKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
