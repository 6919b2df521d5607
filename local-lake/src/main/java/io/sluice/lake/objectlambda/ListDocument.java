package io.sluice.lake.objectlambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lake.s3.XmlOut;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The {@code ListBucketResult} that a function returned as JSON, as S3 writes it. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html">working with ListObjects requests</a>.
 */
final class ListDocument {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final List<String> REQUIRED = List.of("name", "maxKeys", "isTruncated");
    private static final List<String> FIRST = List.of("name", "prefix", "marker", "nextMarker");
    private static final List<String> SECOND =
            List.of("name", "prefix", "startAfter", "continuationToken", "nextContinuationToken", "keyCount");
    private static final List<String> BOTH = List.of("maxKeys", "delimiter", "encodingType", "isTruncated");
    private static final List<String> OBJECT =
            List.of("key", "lastModified", "eTag", "checksumAlgorithm", "size", "storageClass");

    private ListDocument() {}

    static String of(JsonNode result, boolean second) {
        REQUIRED.forEach(name -> require(result, name));
        XmlOut out = XmlOut.document("ListBucketResult", NAMESPACE);
        (second ? SECOND : FIRST).forEach(name -> text(out, result, name));
        BOTH.forEach(name -> text(out, result, name));
        for (JsonNode object : result.path("contents")) {
            require(object, "key");
            require(object, "size");
            out.open("Contents");
            OBJECT.forEach(name -> text(out, object, name));
            owner(out, object.path("owner"));
            out.close();
        }
        for (JsonNode prefix : result.path("commonPrefixes")) {
            out.open("CommonPrefixes");
            text(out, prefix, "prefix");
            out.close();
        }
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    private static void owner(XmlOut out, JsonNode owner) {
        if (!owner.isObject()) {
            return;
        }
        out.open("Owner");
        if (owner.hasNonNull("id")) {
            out.text("ID", owner.path("id").asText());
        }
        text(out, owner, "displayName");
        out.close();
    }

    private static void require(JsonNode object, String name) {
        if (!object.hasNonNull(name)) {
            throw Returned.invalid("The member " + name + " of listBucketResult is missing.");
        }
    }

    private static void text(XmlOut out, JsonNode object, String name) {
        var value = object.path(name);
        if (value.isValueNode() && !value.isNull()) {
            out.text(element(name), value.asText());
        }
    }

    private static String element(String name) {
        return name.equals("eTag") ? "ETag" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
