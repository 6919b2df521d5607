package io.sluice.lake.objectlambda;

import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.addressing.RawPath;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.s3.Query;
import java.util.Objects;
import java.util.Optional;

/**
 * A request about Object Lambda access points whose operation is known, its body not read yet.
 *
 * @param account whose they are
 * @param name of the one it is about
 */
public record PointCall(PointAction action, String account, Optional<String> name, Query query) {
    public PointCall {
        Objects.requireNonNull(action);
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        Objects.requireNonNull(query);
    }

    /**
     * Tells the operation.
     *
     * @throws AwsException {@code NotImplemented} or {@code MethodNotAllowed} for what is not one
     */
    public static PointCall of(String account, RequestHead head) {
        String rest = head.rawPath().substring(PointAction.PATH.length());
        String[] parts = rest.split("/", 3);
        boolean named = parts.length > 1 && !parts[1].isEmpty();
        var action = PointAction.of(head.method(), named, parts.length > 2 ? parts[2] : "");
        return new PointCall(
                action,
                account,
                named ? Optional.of(RawPath.decode(parts[1])) : Optional.empty(),
                Query.parse(head.rawQuery()));
    }

    AccessPointId id() {
        return new AccessPointId(account, name.orElseThrow());
    }
}
