package io.sluice.lake.accesspoint;

import io.sluice.lake.addressing.RawPath;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.s3.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to the control plane whose operation is known, its body not read yet.
 *
 * @param account whose access points and settings it is about
 * @param name the access point's, for operations on one
 */
public record ControlCall(ControlAction action, String account, Optional<String> name, Query query) {
    private static final String VERSION = "/v20180820";

    public ControlCall {
        Objects.requireNonNull(action);
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        Objects.requireNonNull(query);
    }

    /**
     * Tells the operation.
     *
     * @throws AwsException {@code NotImplemented} for what the control plane of S3 may have and this one has not, {@code
     *     MethodNotAllowed} for a path that is here under another method
     */
    public static ControlCall of(String account, RequestHead head) {
        String path = head.rawPath();
        List<String> segments = path.startsWith(VERSION + "/")
                ? List.of(path.substring(VERSION.length()).split("/", -1))
                : List.of();
        List<ControlAction> there = Arrays.stream(ControlAction.values())
                .filter(action -> action.isAt(segments))
                .toList();
        if (there.isEmpty()) {
            throw new AwsException(
                    ErrorCode.NotImplemented, "This operation of the S3 control plane is not part of this lake.");
        }
        ControlAction action = there.stream()
                .filter(candidate -> candidate.hasMethod(head.method()))
                .findFirst()
                .orElseThrow(() -> new AwsException(ErrorCode.MethodNotAllowed));
        boolean named = segments.size() > 2 && segments.get(1).equals("accesspoint");
        return new ControlCall(
                action,
                account,
                named ? Optional.of(RawPath.decode(segments.get(2))) : Optional.empty(),
                Query.parse(head.rawQuery()));
    }

    /** The access point that it is about. */
    AccessPointId id() {
        return new AccessPointId(account, name.orElseThrow());
    }
}
