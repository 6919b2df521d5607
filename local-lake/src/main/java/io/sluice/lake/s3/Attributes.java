package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.ObjectVersion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The answer of <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>. */
final class Attributes {
    private static final String WANTED = "x-amz-object-attributes";
    private static final Set<String> KNOWN = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
    private static final int MAX_PARTS = 1000;

    private Attributes() {}

    static XmlOut document(S3Request request, ObjectVersion object) {
        var wanted = wanted(request);
        var out = XmlOut.document("GetObjectAttributesResponse");
        if (wanted.contains("ETag")) {
            out.text("ETag", object.etag());
        }
        if (wanted.contains("Checksum") && !object.content().checksums().isEmpty()) {
            out.open("Checksum");
            Checksums.write(object.content().checksums(), out);
            out.close();
        }
        if (wanted.contains("ObjectParts") && !object.content().parts().isEmpty()) {
            parts(request, object.content().parts(), out);
        }
        if (wanted.contains("StorageClass")) {
            out.text("StorageClass", ObjectHeaders.storageClass(object.attributes()));
        }
        if (wanted.contains("ObjectSize")) {
            out.text("ObjectSize", object.size());
        }
        return out;
    }

    private static Set<String> wanted(S3Request request) {
        var wanted = new HashSet<String>();
        for (var header : request.headers().all(WANTED)) {
            Arrays.stream(header.split(",")).map(String::strip).forEach(wanted::add);
        }
        if (wanted.isEmpty() || !KNOWN.containsAll(wanted)) {
            throw new AwsException(ErrorCode.InvalidArgument, "Invalid attribute name specified.");
        }
        return wanted;
    }

    /** Parts one by one are told only where they have checksums of their own. */
    private static void parts(S3Request request, List<ObjectVersion.Part> parts, XmlOut out) {
        out.open("ObjectParts").text("PartsCount", parts.size());
        if (parts.stream().noneMatch(part -> part.checksums().isEmpty())) {
            int after = number(request, "x-amz-part-number-marker", 0);
            int max = Math.min(MAX_PARTS, number(request, "x-amz-max-parts", MAX_PARTS));
            var rest = parts.stream().filter(part -> part.number() > after).toList();
            var page = rest.subList(0, Math.min(max, rest.size()));
            out.text("PartNumberMarker", after)
                    .text(
                            "NextPartNumberMarker",
                            page.isEmpty() ? after : page.getLast().number())
                    .text("MaxParts", max)
                    .text("IsTruncated", page.size() < rest.size());
            for (var part : page) {
                out.open("Part").text("PartNumber", part.number()).text("Size", part.size());
                Checksums.values(part.checksums(), out);
                out.close();
            }
        }
        out.close();
    }

    private static int number(S3Request request, String header, int otherwise) {
        int value =
                request.header(header).map(text -> Query.number(header, text)).orElse(otherwise);
        if (value < 0) {
            throw Query.argument(header, Integer.toString(value), "Argument must not be negative");
        }
        return value;
    }
}
