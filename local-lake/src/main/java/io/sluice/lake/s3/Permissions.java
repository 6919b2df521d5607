package io.sluice.lake.s3;

import io.sluice.lake.storage.ObjectKey;
import io.sluice.lake.storage.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The permissions that a request needs beyond the table in {@link Operation}, and the condition keys of each. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required permissions</a>, <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions, resources, and condition
 * keys</a> and, for conditional headers, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html">enforcing conditional writes</a>.
 */
final class Permissions {
    static final String LIST_BUCKET = "s3:ListBucket";

    /** Headers whose values S3 shows to policies of a write, under {@code s3:} and their own name. */
    private static final List<String> WRITE_HEADERS = List.of(
            "x-amz-acl",
            "x-amz-storage-class",
            "x-amz-server-side-encryption",
            "x-amz-metadata-directive",
            "if-match",
            "if-none-match");

    private static final Map<String, String> LIST_PARAMETERS =
            Map.of("prefix", "s3:prefix", "delimiter", "s3:delimiter", "max-keys", "s3:max-keys");

    /** Writing and deleting do not know the tags that an object has, as tagging-and-policies says. */
    private static final Set<String> WITH_EXISTING_TAGS = Set.of(
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectAttributes",
            "s3:GetObjectVersionAttributes",
            "s3:GetObjectTagging",
            "s3:GetObjectVersionTagging",
            "s3:PutObjectTagging",
            "s3:PutObjectVersionTagging",
            "s3:DeleteObjectTagging",
            "s3:DeleteObjectVersionTagging");

    private final ObjectStore store;

    Permissions(ObjectStore store) {
        this.store = store;
    }

    /** Those of the request itself, as far as its head tells: a body or a copy source may need more. */
    List<Permission> of(S3Request request) {
        var needed = new ArrayList<Permission>();
        boolean ofVersion = request.query().has("versionId");
        for (var action : request.operation().actions(ofVersion)) {
            needed.add(permission(action, request, Map.of()));
        }
        if (writesObject(request.operation())) {
            requestTags(request).ifPresent(tags -> needed.add(tagging(request, tags)));
        }
        if (comparesWithExisting(request)) {
            needed.add(permission("s3:GetObject", request, Map.of()));
        }
        return List.copyOf(needed);
    }

    /** Setting these tags on the object that the request is about. */
    Permission tagging(S3Request request, Map<String, String> tags) {
        return permission("s3:PutObjectTagging", request, tagConditions(tags));
    }

    /** An action on what the request is about, with the request's condition keys and further ones. */
    Permission permission(String action, S3Request request, Map<String, List<String>> more) {
        var conditions = conditions(request);
        conditions.putAll(more);
        return new Permission(
                action,
                request.resource(),
                conditions,
                request.key().isPresent()
                        ? existingTags(
                                action,
                                request.address().orElseThrow().bucket(),
                                request.key().get(),
                                request.versionId())
                        : Map::of);
    }

    /** An action on another object than the request's own, such as a copy source. */
    Permission elsewhere(String action, Address address, String key, Optional<String> versionId) {
        Map<String, List<String>> conditions =
                versionId.map(id -> Map.of("s3:VersionId", List.of(id))).orElse(Map.of());
        return new Permission(
                action,
                new Permission.Resource.Item(address, key),
                conditions,
                existingTags(action, address.bucket(), key, versionId));
    }

    /** Whether a caller may learn that a key is not there. */
    static Permission listing(Address address) {
        return new Permission(LIST_BUCKET, new Permission.Resource.Bucket(address), Map.of(), Map::of);
    }

    static Map<String, List<String>> tagConditions(Map<String, String> tags) {
        var conditions = new LinkedHashMap<String, List<String>>();
        if (!tags.isEmpty()) {
            conditions.put("s3:RequestObjectTagKeys", List.copyOf(tags.keySet()));
        }
        tags.forEach((key, value) -> conditions.put("s3:RequestObjectTag/" + key, List.of(value)));
        return conditions;
    }

    /** The tags in the header of a write. */
    static Optional<Map<String, String>> requestTags(S3Request request) {
        return request.header("x-amz-tagging").filter(text -> !text.isEmpty()).map(TagSet::ofHeader);
    }

    private static Map<String, List<String>> conditions(S3Request request) {
        var conditions = new LinkedHashMap<String, List<String>>();
        request.header("x-amz-content-sha256")
                .ifPresent(value -> conditions.put("s3:x-amz-content-sha256", List.of(value)));
        if (request.key().isPresent()) {
            request.versionId().ifPresent(id -> conditions.put("s3:VersionId", List.of(id)));
        } else {
            LIST_PARAMETERS.forEach((parameter, key) ->
                    request.query().get(parameter).ifPresent(value -> conditions.put(key, List.of(value))));
        }
        if (writesObject(request.operation())) {
            writeConditions(request, conditions);
        }
        return conditions;
    }

    private static void writeConditions(S3Request request, Map<String, List<String>> conditions) {
        for (var header : WRITE_HEADERS) {
            request.header(header).ifPresent(value -> conditions.put("s3:" + header, List.of(value)));
        }
        if (request.operation().copies()) {
            conditions.put("s3:x-amz-copy-source", List.of(CopySource.forPolicies(request)));
        }
        conditions.put("s3:ObjectCreationOperation", List.of(Boolean.toString(creates(request.operation()))));
        requestTags(request).ifPresent(tags -> conditions.putAll(tagConditions(tags)));
    }

    private static boolean writesObject(Operation operation) {
        return operation.actions(false).contains("s3:PutObject");
    }

    /** Whether it makes an object, and not only a step towards one. */
    private static boolean creates(Operation operation) {
        return operation == Operation.PutObject
                || operation == Operation.CopyObject
                || operation == Operation.CompleteMultipartUpload;
    }

    /** {@code If-Match} with an ETag tells something of an object, which is reading. */
    private static boolean comparesWithExisting(S3Request request) {
        boolean conditional = creates(request.operation()) || request.operation() == Operation.DeleteObject;
        return conditional
                && request.header("if-match")
                        .filter(value -> !value.strip().equals("*"))
                        .isPresent();
    }

    private Supplier<Map<String, String>> existingTags(
            String action, String bucket, String key, Optional<String> versionId) {
        if (!WITH_EXISTING_TAGS.contains(action)) {
            return Map::of;
        }
        var name = ObjectKey.of(key);
        return () -> versionId
                .map(id -> store.find(bucket, name, id))
                .orElseGet(() -> store.find(bucket, name))
                .map(found -> found.attributes().tags())
                .orElse(Map.of());
    }
}
