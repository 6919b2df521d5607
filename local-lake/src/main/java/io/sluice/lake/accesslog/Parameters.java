package io.sluice.lake.accesslog;

import io.sluice.lake.addressing.RawPath;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a query may be written down: the parameters of S3's operations that are listed here. All others, those of a presigned URL among
 * them, are left out.
 */
public final class Parameters {
    private static final Set<String> KNOWN = Set.of(
            "acl",
            "attributes",
            "bucket",
            "delete",
            "delimiter",
            "encoding-type",
            "fetch-owner",
            "key-marker",
            "list-type",
            "location",
            "marker",
            "max-keys",
            "max-parts",
            "max-uploads",
            "maxResults",
            "partNumber",
            "notification",
            "part-number-marker",
            "policy",
            "policyStatus",
            "prefix",
            "publicAccessBlock",
            "start-after",
            "tagging",
            "uploadId",
            "upload-id-marker",
            "uploads",
            "version-id-marker",
            "versionId",
            "versioning",
            "versions",
            "x-id");

    /** Headers that ask for a permission of their own, and that which tells what a copy reads. */
    private static final List<String> HEADERS = List.of(
            "x-amz-acl",
            "x-amz-bypass-governance-retention",
            "x-amz-copy-source",
            "x-amz-object-lock-legal-hold",
            "x-amz-object-lock-mode");

    private Parameters() {}

    /** The headers that may be written down, as they came. */
    public static Map<String, String> of(Headers headers) {
        var kept = new LinkedHashMap<String, String>();
        HEADERS.forEach(name -> headers.first(name).ifPresent(value -> kept.put(name, value)));
        return kept;
    }

    /** The parameters that may be written down; a value that does not decode is kept as it came. */
    public static Map<String, String> of(String rawQuery) {
        var kept = new LinkedHashMap<String, String>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (KNOWN.contains(name)) {
                kept.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return kept;
    }

    private static String decoded(String value) {
        try {
            return RawPath.decode(value.replace('+', ' '));
        } catch (AwsException _) {
            return value;
        }
    }
}
