package io.sluice.redaction.door;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which of S3's response headers may leave with a redacted object: a list of what may, so that what S3 adds one day stays
 * behind. ETag, lengths, checksums and the number of parts tell of the stored bytes; with an MD5 of them and a handful of
 * possible prices anybody finds the right one. For the same reason metadata stays behind whose name says that it holds
 * such a thing, as uploading programs leave it ({@code md5chksum}, {@code s3cmd-attrs}).
 */
public final class LeavingHeaders {
    private static final String METADATA = "x-amz-meta-";
    private static final Pattern TELLS_OF_BYTES =
            Pattern.compile("md5|sha-?(?:1|2|3|5)|crc|che?c?ksum|digest|etag|hash|length|size|s3cmd-attrs");
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
            if (MAY.contains(lower) || isHarmlessMetadata(lower)) {
                leaving.put(lower, value);
            }
        });
        return leaving;
    }

    private static boolean isHarmlessMetadata(String name) {
        return name.startsWith(METADATA)
                && !TELLS_OF_BYTES.matcher(name.substring(METADATA.length())).find();
    }
}
