package io.sluice.catalogue.replay;

import java.util.Optional;

/**
 * What a copy reads, as its header {@code x-amz-copy-source} says it: {@code /bucket/key}, URL-encoded. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>.
 */
record CopySource(String bucket, String key) {
    /** None where it names no bucket's object, or one of an access point. */
    static Optional<CopySource> of(String header) {
        var path = header.startsWith("/") ? header.substring(1) : header;
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1 || path.startsWith("arn:")) {
            return Optional.empty();
        }
        int query = path.indexOf("?versionId=");
        return Percent.decode(path.substring(slash + 1, query < 0 ? path.length() : query))
                .filter(key -> !key.isEmpty())
                .map(key -> new CopySource(path.substring(0, slash), key));
    }
}
