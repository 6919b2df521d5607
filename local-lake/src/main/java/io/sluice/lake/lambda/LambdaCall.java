package io.sluice.lake.lambda;

import io.sluice.lake.addressing.RawPath;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.s3.Query;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to Lambda's API whose operation is known, its body not read yet.
 *
 * @param function as the request names it, for operations on one
 * @param statement the id of a permission, for its removal
 */
public record LambdaCall(
        LambdaAction action, Optional<String> function, Optional<String> statement, Query query, RequestHead head) {
    private static final int NAME = 3;
    private static final int STATEMENT = 5;

    public LambdaCall {
        Objects.requireNonNull(action);
        Objects.requireNonNull(function);
        Objects.requireNonNull(statement);
        Objects.requireNonNull(query);
        Objects.requireNonNull(head);
    }

    /**
     * Tells the operation.
     *
     * @throws AwsException {@code NotImplemented} for what Lambda may have and this lake has not
     */
    public static LambdaCall of(RequestHead head) {
        var path = head.rawPath();
        // GetFunctionUrlConfig and CreateFunction are documented with a slash at the end in some clients.
        var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var segments = List.of(trimmed.split("/", -1));
        var action = LambdaAction.of(head.method(), segments)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.NotImplemented,
                        "This operation of Lambda is not part of this lake: " + head.method() + " " + path));
        return new LambdaCall(
                action, segment(segments, NAME), segment(segments, STATEMENT), Query.parse(head.rawQuery()), head);
    }

    private static Optional<String> segment(List<String> segments, int index) {
        return segments.size() > index ? Optional.of(RawPath.decode(segments.get(index))) : Optional.empty();
    }

    /** The name in the access log. */
    public String eventName() {
        return action.eventName();
    }

    public boolean readOnly() {
        return action.readOnly();
    }

    public boolean isManagement() {
        return action.isManagement();
    }

    Optional<String> header(String name) {
        return head.headers().first(name);
    }

    /** The function that it is about. */
    FunctionReference reference(FunctionReference.Place place) {
        return FunctionReference.parse(function.orElseThrow(), query.nonEmpty("Qualifier"), place);
    }
}
