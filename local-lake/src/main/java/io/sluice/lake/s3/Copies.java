package io.sluice.lake.s3;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.ObjectAttributes;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.ObjectVersion;
import io.sluice.lake.storage.PutObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copying an object: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>. */
final class Copies {
    private final ObjectStore store;
    private final CopySources sources;
    private final ObjectEvents events;
    private final Permissions permissions;

    Copies(ObjectStore store, CopySources sources, Permissions permissions, ObjectEvents events) {
        this.events = events;
        this.store = store;
        this.sources = sources;
        this.permissions = permissions;
    }

    void object(Call call) throws IOException {
        var request = call.request();
        boolean replaceMetadata = replaces(request, "x-amz-metadata-directive");
        boolean replaceTags = replaces(request, "x-amz-tagging-directive");
        var condition = Writes.condition(request);
        try (var source = sources.open(call)) {
            var from = source.open().object();
            checkSize(from);
            checkChanges(call, source, replaceMetadata);
            var tags = replaceTags ? Permissions.requestTags(request).orElse(Map.of()) : copiedTags(call, source);
            var asked = ObjectHeaders.of(request);
            var attributes = replaceMetadata ? asked : copied(from.attributes(), asked);
            var put = PutObject.of(call.bucket().name(), call.key())
                    .with(attributes.withTags(tags))
                    .with(condition);
            var written = written(call, put, source);
            events.created(call, "Copy", written);
            answer(call, written);
        }
    }

    private ObjectVersion written(Call call, PutObject put, CopySources.Source source) throws IOException {
        var from = source.open().object();
        var algorithm = Checksums.algorithm(call.request(), "x-amz-checksum-algorithm")
                .or(() -> from.content().checksums().stream().findFirst().map(Checksum::algorithm));
        if (!mustRead(from, algorithm)) {
            return store.copy(put.with(from.content().checksums()), source.open());
        }
        // What was uploaded in parts becomes one whole with an ETag and checksums of its own.
        try (var staged = store.stage();
                var in = source.open().body(0, from.size())) {
            var meter = algorithm.map(ChecksumMeter::of);
            ChecksumMeter.transfer(in, staged, meter);
            return store.put(
                    put.with(meter.map(ChecksumMeter::checksum).map(List::of).orElse(List.of())), staged);
        }
    }

    private static boolean mustRead(ObjectVersion from, Optional<String> algorithm) {
        boolean known = algorithm.isEmpty()
                || from.content().checksums().stream()
                        .anyMatch(each ->
                                each.algorithm().equals(algorithm.get()) && each.type() == Checksum.Type.FULL_OBJECT);
        return !known || !from.content().parts().isEmpty();
    }

    private static boolean replaces(S3Request request, String directive) {
        var value = request.header(directive).orElse("COPY");
        return switch (value) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default -> throw Query.argument(directive, value, "Unknown directive.");
        };
    }

    private static void checkSize(ObjectVersion from) {
        if (from.size() > CopySources.MAX_SIZE) {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + CopySources.MAX_SIZE);
        }
    }

    /** A copy onto itself has to change something, unless it brings an old version back. */
    private static void checkChanges(Call call, CopySources.Source source, boolean replaceMetadata) {
        var request = call.request();
        boolean same = source.address().bucket().equals(call.bucket().name())
                && source.name().key().equals(request.key().orElseThrow())
                && source.name().versionId().isEmpty();
        boolean changes = replaceMetadata
                || request.header(ObjectHeaders.STORAGE_CLASS).isPresent()
                || request.header("x-amz-checksum-algorithm").isPresent()
                || request.header("x-amz-server-side-encryption").isPresent();
        if (same && !changes) {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "This copy request is illegal because it is trying to copy an object to itself without changing the object's"
                            + " metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    /** The source's tags, which the caller must be allowed to read there and to set here. */
    private Map<String, String> copiedTags(Call call, CopySources.Source source) {
        var tags = source.open().object().attributes().tags();
        if (!tags.isEmpty()) {
            var name = source.name();
            var action = name.versionId().isPresent() ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging";
            call.gate().require(permissions.elsewhere(action, source.address(), name.key(), name.versionId()));
            call.gate().require(permissions.tagging(call.request(), tags));
        }
        return tags;
    }

    /** Everything but the storage class, which is the request's. */
    private static ObjectAttributes copied(ObjectAttributes from, ObjectAttributes asked) {
        var headers = new LinkedHashMap<>(from.headers());
        headers.remove(ObjectHeaders.STORAGE_CLASS);
        Optional.ofNullable(asked.headers().get(ObjectHeaders.STORAGE_CLASS))
                .ifPresent(value -> headers.put(ObjectHeaders.STORAGE_CLASS, value));
        return new ObjectAttributes(headers, from.metadata(), from.tags());
    }

    private static void answer(Call call, ObjectVersion written) throws IOException {
        if (call.versioned()) {
            call.answer().headers().set("x-amz-version-id", written.versionId());
        }
        var out = XmlOut.document("CopyObjectResult")
                .text("LastModified", HeaderText.isoDate(written.lastModified()))
                .text("ETag", Reads.quoted(written.etag()));
        Checksums.write(written.content().checksums(), out);
        call.answer().xml(out);
    }
}
