package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.objectlambda.Configuration.Feature;
import io.sluice.lake.s3.Query;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Object Lambda refuses of requests that S3 would take: parts of objects, unless the access point says that its function can, and
 * keys of the caller's own. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/range-get-olap.html">working with Range and partNumber headers</a>.
 */
public final class Features {
    private static final String RANGE = "range";
    private static final String CUSTOMER_KEY = "x-amz-server-side-encryption-customer-";

    private Features() {}

    /**
     * Refuses server-side encryption with customer keys.
     *
     * @throws AwsException {@code InvalidRequest}
     */
    public static void refuseCustomerKeys(RequestHead head) {
        var names = Query.parse(head.rawQuery()).names();
        if (head.headers().names().stream().anyMatch(name -> name.startsWith(CUSTOMER_KEY))
                || names.stream()
                        .anyMatch(name -> name.regionMatches(true, 0, CUSTOMER_KEY, 0, CUSTOMER_KEY.length()))) {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "Server-side encryption with customer-provided keys is not supported by S3 Object Lambda.");
        }
    }

    /**
     * Refuses what nobody said the function can handle.
     *
     * @throws AwsException {@code NotImplemented}
     */
    static void require(RequestHead head, Configuration.Action action, Set<Feature> allowed) {
        var query = Query.parse(head.rawQuery()).values();
        boolean range =
                head.headers().has(RANGE) || query.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(RANGE));
        if (range) {
            require(action, Feature.GET_OBJECT_RANGE, Feature.HEAD_OBJECT_RANGE, allowed);
        }
        if (query.containsKey("partNumber")) {
            require(action, Feature.GET_OBJECT_PART_NUMBER, Feature.HEAD_OBJECT_PART_NUMBER, allowed);
        }
    }

    private static void require(Configuration.Action action, Feature get, Feature head, Set<Feature> allowed) {
        boolean missing =
                switch (action) {
                    case GetObject -> !allowed.contains(get);
                    case HeadObject -> !allowed.contains(head);
                    case ListObjects, ListObjectsV2 -> false;
                };
        if (missing) {
            throw new AwsException(ErrorCode.NotImplemented, "Operation Not Implemented.");
        }
    }

    /** The head without a range in its query, which S3's own operations do not know. */
    public static RequestHead withoutRange(RequestHead head) {
        var kept = Arrays.stream(head.rawQuery().split("&", -1))
                .filter(pair -> !pair.regionMatches(true, 0, "range=", 0, 6))
                .collect(Collectors.joining("&"));
        return new RequestHead(
                head.method(), head.rawPath(), kept, head.host(), head.headers(), head.remoteAddress(), head.secure());
    }
}
