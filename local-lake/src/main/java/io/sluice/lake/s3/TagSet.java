package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The tags of an object, at most ten, from a {@code Tagging} document or an {@code x-amz-tagging} header; limits of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">object tagging</a>.
 */
final class TagSet {
    private static final int MAX_TAGS = 10;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}\\p{Z}+\\-=._:/@]*");

    private TagSet() {}

    static SequencedMap<String, String> ofXml(XmlIn.Element tagging) {
        var sets = tagging.all("TagSet");
        if (sets.size() != 1) {
            throw XmlIn.malformed();
        }
        var tags = new LinkedHashMap<String, String>();
        for (var tag : sets.getFirst().children()) {
            if (!tag.name().equals("Tag")) {
                throw XmlIn.malformed();
            }
            put(tags, tag.required("Key"), tag.required("Value"));
        }
        return tags;
    }

    static SequencedMap<String, String> ofHeader(String header) {
        var tags = new LinkedHashMap<String, String>();
        for (var pair : header.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                put(
                        tags,
                        decode(header, equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(header, pair.substring(equals + 1)));
            }
        }
        return tags;
    }

    private static String decode(String header, String text) {
        try {
            return Percent.decodeForm(text);
        } catch (AwsException e) {
            throw Query.argument(
                    "x-amz-tagging",
                    header,
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name"
                            + " duplicates.");
        }
    }

    private static void put(Map<String, String> tags, String key, String value) {
        if (key.isEmpty() || key.length() > MAX_KEY || !ALLOWED.matcher(key).matches()) {
            throw new AwsException(
                    ErrorCode.InvalidTag, "The TagKey you have provided is invalid", Map.of("TagKey", key));
        }
        if (value.length() > MAX_VALUE || !ALLOWED.matcher(value).matches()) {
            throw new AwsException(
                    ErrorCode.InvalidTag,
                    "The TagValue you have provided is invalid",
                    Map.of("TagKey", key, "TagValue", value));
        }
        if (key.startsWith("aws:")) {
            throw new AwsException(ErrorCode.InvalidTag, "System tags cannot be added/updated by requester");
        }
        if (tags.putIfAbsent(key, value) != null) {
            throw new AwsException(
                    ErrorCode.InvalidTag, "Cannot provide multiple Tags with the same key", Map.of("TagKey", key));
        }
        if (tags.size() > MAX_TAGS) {
            throw new AwsException(ErrorCode.BadRequest, "Object tags cannot be greater than 10");
        }
    }

    static byte[] xml(Map<String, String> tags) {
        var out = XmlOut.document("Tagging").open("TagSet");
        tags.forEach((key, value) ->
                out.open("Tag").text("Key", key).text("Value", value).close());
        return out.bytes();
    }
}
