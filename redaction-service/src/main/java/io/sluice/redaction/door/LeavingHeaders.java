package io.sluice.redaction.door;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of S3's response headers may leave with a redacted object: a list of what may, so that what S3 adds one day stays
 * behind. ETag, lengths, checksums and the number of parts tell of the stored bytes; with an MD5 of them and a handful of
 * possible prices anybody finds the right one.
 */
public final class LeavingHeaders {
    private static final String METADATA = "x-amz-meta-";
    private static final Set<String> MAY = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-type",
            "expires",
            "last-modified",
            "x-amz-expiration",
            "x-amz-missing-meta",
            "x-amz-object-lock-legal-hold",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-retain-until-date",
            "x-amz-replication-status",
            "x-amz-request-charged",
            "x-amz-restore",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-storage-class",
            "x-amz-tagging-count",
            "x-amz-version-id");

    private LeavingHeaders() {}

    /** Those that may leave, by their names in lower case. */
    public static SortedMap<String, String> of(Map<String, String> headers) {
        SortedMap<String, String> leaving = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (MAY.contains(lower) || lower.startsWith(METADATA)) {
                leaving.put(lower, value);
            }
        });
        return leaving;
    }
}
