package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request whose operation is known.
 *
 * @param headers those of the head, and those that a presigned URL carries in its query ({@code x-amz-meta-…}), which S3 takes for headers
 * @param query decoded
 * @param address the bucket; none for the service itself
 * @param key the object's; none for a bucket as a whole
 */
public record S3Request(
        Operation operation,
        RequestHead head,
        Headers headers,
        Query query,
        Optional<Address> address,
        Optional<String> key) {
    /** Query parameters of the signature, in lower case: they are no headers. */
    private static final Set<String> SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    public S3Request {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(head);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(query);
        Objects.requireNonNull(address);
        Objects.requireNonNull(key);
    }

    /**
     * Tells the operation.
     *
     * @throws AwsException {@code NotImplemented} for an operation, parameter or header that the lake does not know; {@code
     *     MethodNotAllowed} for a method that S3 does not have there
     */
    public static S3Request parse(RequestHead head, Optional<Address> address, Optional<String> key) {
        key.ifPresent(S3Request::checkLength);
        var query = Query.parse(head.rawQuery());
        var headers = headers(head, query);
        NotThere.check(headers);
        var operation = Routing.operation(head.method(), level(address, key), query, headers);
        if (address.isPresent() && address.get().accessPoint().isPresent() && !operation.throughAccessPoints()) {
            throw new AwsException(ErrorCode.MethodNotAllowed);
        }
        return new S3Request(operation, head, headers, query, address, key);
    }

    private static Operation.Level level(Optional<Address> address, Optional<String> key) {
        if (address.isEmpty()) {
            return Operation.Level.SERVICE;
        }
        return key.isPresent() ? Operation.Level.OBJECT : Operation.Level.BUCKET;
    }

    private static void checkLength(String key) {
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > ObjectKey.MAX_LENGTH) {
            throw new AwsException(
                    ErrorCode.KeyTooLongError,
                    ErrorCode.KeyTooLongError.message(),
                    Map.of("Size", Integer.toString(length), "MaxSizeAllowed", Integer.toString(ObjectKey.MAX_LENGTH)));
        }
    }

    private static Headers headers(RequestHead head, Query query) {
        var all = new Headers();
        head.headers().forEach(all::add);
        query.values().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-") && !SIGNATURE.contains(lower) && !all.has(lower)) {
                all.add(lower, HeaderText.onTheWire(value));
            }
        });
        return all;
    }

    /** The version that the request is about; none for the latest. */
    Optional<String> versionId() {
        var id = query.get("versionId");
        if (id.isPresent() && id.get().isEmpty()) {
            throw Query.argument("versionId", "", "Version id cannot be the empty string");
        }
        return id;
    }

    ObjectKey objectKey() {
        return ObjectKey.of(key.orElseThrow());
    }

    Optional<String> header(String name) {
        return headers.first(name);
    }

    Permission.Resource resource() {
        if (address.isEmpty()) {
            return new Permission.Resource.Service();
        }
        return key.isPresent()
                ? new Permission.Resource.Item(address.get(), key.get())
                : new Permission.Resource.Bucket(address.get());
    }
}
