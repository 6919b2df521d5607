package io.sluice.lake.grants;

import io.sluice.lake.addressing.RawPath;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.s3.Query;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A request to S3 Access Grants whose operation is known, its body not read yet.
 *
 * @param account that of the instance
 * @param id what the path names: a location, a grant, or the ARN of what has tags
 */
public record GrantCall(GrantAction action, String account, String id, Query query) {
    private static final String VERSION = "/v20180820";
    /** Under CloudTrail's names: those of the API, with a small letter in front. */
    private static final Map<String, String> WRITTEN_DOWN = Map.of(
            "target", "target",
            "targetType", "targetType",
            "permission", "permission",
            "privilege", "privilege",
            "durationSeconds", "durationSeconds",
            "auditContext", "auditContext",
            "s3prefix", "s3Prefix",
            "grantscope", "grantScope",
            "locationscope", "locationScope");

    private static final Set<String> REPEATED = Set.of("tagKeys");

    public GrantCall {
        Objects.requireNonNull(action);
        Objects.requireNonNull(account);
        Objects.requireNonNull(id);
        Objects.requireNonNull(query);
    }

    /**
     * Tells the operation.
     *
     * @throws AwsException {@code NotImplemented} for a path that is none of S3 Access Grants, {@code MethodNotAllowed} for one that is
     *     here under another method
     */
    public static GrantCall of(String account, RequestHead head) {
        String path = head.rawPath();
        var segments = path.startsWith(VERSION + "/")
                ? List.of(path.substring(VERSION.length()).split("/", -1))
                : List.<String>of();
        var there = Arrays.stream(GrantAction.values())
                .filter(action -> action.isAt(segments))
                .toList();
        if (there.isEmpty()) {
            throw new AwsException(
                    ErrorCode.NotImplemented, "This operation of the S3 control plane is not part of this lake.");
        }
        var action = there.stream()
                .filter(candidate -> candidate.hasMethod(head.method()))
                .findFirst()
                .orElseThrow(() -> new AwsException(ErrorCode.MethodNotAllowed));
        return new GrantCall(action, account, id(action, segments), query(action, head.rawQuery()));
    }

    private static String id(GrantAction action, List<String> segments) {
        return switch (action.on()) {
            case TAGGED -> RawPath.decode(String.join("/", segments.subList(2, segments.size())));
            case ANYTHING, INSTANCE -> "";
            case LOCATION, GRANT -> segments.size() > 3 ? RawPath.decode(segments.get(3)) : "";
        };
    }

    /** {@code tagKeys} may come several times; the values are joined by a character that no tag has. */
    private static Query query(GrantAction action, String raw) {
        if (action != GrantAction.UntagResource) {
            return Query.parse(raw);
        }
        var values = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                Query.parse(pair).values().forEach((name, value) -> add(values, name, value));
            }
        }
        return new Query(values);
    }

    private static void add(Map<String, String> values, String name, String value) {
        if (values.containsKey(name) && !REPEATED.contains(name)) {
            throw new AwsException(ErrorCode.InvalidArgument, "Query parameter given more than once");
        }
        values.merge(name, value, (first, second) -> first + "\n" + second);
    }

    /** What may be written down of it. */
    public Map<String, String> parameters() {
        var kept = new LinkedHashMap<String, String>();
        WRITTEN_DOWN.forEach((name, written) -> query.nonEmpty(name).ifPresent(value -> kept.put(written, value)));
        switch (action.on()) {
            case LOCATION -> put(kept, "accessGrantsLocationId");
            case GRANT -> put(kept, "accessGrantId");
            case TAGGED -> put(kept, "resourceArn");
            case ANYTHING, INSTANCE -> {}
        }
        return kept;
    }

    private void put(Map<String, String> kept, String name) {
        if (!id.isEmpty()) {
            kept.put(name, id);
        }
    }
}
