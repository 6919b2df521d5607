package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.storage.ObjectAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The headers that are kept with an object and given back with it: S3's <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">system-defined and user-defined metadata</a>.
 */
final class ObjectHeaders {
    static final String STORAGE_CLASS = "x-amz-storage-class";
    static final String STANDARD = "STANDARD";

    private static final String META = "x-amz-meta-";
    private static final int MAX_USER_BYTES = 2048;
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final List<String> SYSTEM = List.of(
            "cache-control", "content-disposition", CONTENT_ENCODING, "content-language", "content-type", "expires");

    /** Classes from which an object is read at once, as here; the others would have to be restored first. */
    private static final Set<String> IMMEDIATE =
            Set.of(STANDARD, "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR");

    private static final Set<String> ELSEWHERE =
            Set.of("GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "SNOW", "EXPRESS_ONEZONE", "FSX_OPENZFS");

    private ObjectHeaders() {}

    /** What a write's headers leave with the object, its tags included. */
    static ObjectAttributes of(S3Request request) {
        return new ObjectAttributes(
                system(request.headers()),
                user(request.headers()),
                Permissions.requestTags(request).orElse(Map.of()));
    }

    private static Map<String, String> system(Headers headers) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : SYSTEM) {
            headers.first(name).ifPresent(value -> kept.put(name, HeaderText.safe(value)));
        }
        // It tells of the transfer, not of the object.
        kept.computeIfPresent(CONTENT_ENCODING, (_, value) -> without(value, "aws-chunked"));
        kept.putIfAbsent("content-type", "binary/octet-stream");
        storageClass(headers).ifPresent(value -> kept.put(STORAGE_CLASS, value));
        return kept;
    }

    private static String without(String list, String token) {
        var left = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equalsIgnoreCase(token))
                .collect(Collectors.joining(","));
        return left.isEmpty() ? null : left;
    }

    private static Map<String, String> user(Headers headers) {
        var kept = new LinkedHashMap<String, String>();
        // A character of a header is a byte of the wire.
        long bytes = 0;
        for (var header : headers.names()) {
            if (header.startsWith(META)) {
                var name = header.substring(META.length());
                var value = HeaderText.safe(String.join(",", headers.all(header)));
                bytes += name.length() + value.length();
                kept.put(name, value);
            }
        }
        if (bytes > MAX_USER_BYTES) {
            throw new AwsException(
                    ErrorCode.MetadataTooLarge,
                    ErrorCode.MetadataTooLarge.message(),
                    Map.of("Size", Long.toString(bytes), "MaxSizeAllowed", Integer.toString(MAX_USER_BYTES)));
        }
        return kept;
    }

    /** The storage class a write asks for; none for the standard one. */
    private static Optional<String> storageClass(Headers headers) {
        var asked = headers.first(STORAGE_CLASS);
        if (asked.isEmpty() || asked.get().equals(STANDARD)) {
            return Optional.empty();
        }
        if (IMMEDIATE.contains(asked.get())) {
            return asked;
        }
        if (ELSEWHERE.contains(asked.get())) {
            throw NotThere.header(STORAGE_CLASS, asked.get());
        }
        throw new AwsException(
                ErrorCode.InvalidStorageClass,
                ErrorCode.InvalidStorageClass.message(),
                Map.of("StorageClassRequested", asked.get()));
    }

    static String storageClass(ObjectAttributes attributes) {
        return attributes.headers().getOrDefault(STORAGE_CLASS, STANDARD);
    }

    static void write(ObjectAttributes attributes, Headers answer) {
        attributes.headers().forEach((name, value) -> answer.set(titled(name), value));
        attributes.metadata().forEach((name, value) -> answer.set(META + name, value));
    }

    private static String titled(String name) {
        return name.startsWith("x-")
                ? name
                : Arrays.stream(name.split("-"))
                        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                        .collect(Collectors.joining("-"));
    }
}
