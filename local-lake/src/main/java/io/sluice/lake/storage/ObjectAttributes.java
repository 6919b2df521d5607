package io.sluice.lake.storage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept beside a body: system headers ({@code content-type}, {@code cache-control}, … in lower case), user metadata (names
 * without {@code x-amz-meta-}, in lower case) and tags, each in the order given. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Object metadata</a>.
 */
public record ObjectAttributes(Map<String, String> headers, Map<String, String> metadata, Map<String, String> tags) {
    public static final ObjectAttributes NONE = new ObjectAttributes(Map.of(), Map.of(), Map.of());

    public ObjectAttributes {
        headers = copy(headers);
        metadata = copy(metadata);
        tags = copy(tags);
    }

    public ObjectAttributes withTags(Map<String, String> replaced) {
        return new ObjectAttributes(headers, metadata, replaced);
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
