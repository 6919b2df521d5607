package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.ObjectVersion;
import io.sluice.lake.storage.OpenObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reading objects: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>, which answers the same without a body.
 */
final class Reads {
    private final ObjectStore store;

    Reads(ObjectStore store) {
        this.store = store;
    }

    /** What of an object is answered, and the checksums of just that. */
    private record Slice(int status, ByteRange range, List<Checksum> checksums) {}

    void object(Call call) throws IOException {
        try (var open = opened(call)) {
            var object = open.object();
            describe(call, object);
            if (decided(call, object)) {
                return;
            }
            var slice = slice(call, object);
            if (slice.status() == 206) {
                call.answer().headers().set("Content-Range", slice.range().contentRange(object.size()));
            }
            if (call.request()
                    .header("x-amz-checksum-mode")
                    .filter("ENABLED"::equalsIgnoreCase)
                    .isPresent()) {
                Checksums.write(slice.checksums(), call.answer().headers());
            }
            send(call, open, slice);
        }
    }

    private static void send(Call call, OpenObject open, Slice slice) throws IOException {
        var range = slice.range();
        if (call.request().operation() == Operation.HeadObject) {
            call.answer().headOnly(slice.status(), range.length());
        } else {
            try (var body = open.body(range.start(), range.length())) {
                call.answer().stream(slice.status(), body, range.length());
            }
        }
    }

    /** The version asked for, opened. */
    private OpenObject opened(Call call) {
        var bucket = call.bucket().name();
        var version = call.request().versionId();
        var open = version.map(id -> store.open(bucket, call.key(), id))
                .orElseGet(() -> store.open(bucket, call.key()))
                .orElseThrow(() -> Missing.object(call));
        if (open.object().deleteMarker()) {
            var marker = open.object();
            open.close();
            throw Missing.marker(call, marker);
        }
        return open;
    }

    /** The version asked for, without its body. */
    private ObjectVersion found(Call call) {
        var bucket = call.bucket().name();
        var version = call.request().versionId();
        var object = version.map(id -> store.find(bucket, call.key(), id))
                .orElseGet(() -> store.find(bucket, call.key()))
                .orElseThrow(() -> Missing.object(call));
        if (object.deleteMarker()) {
            throw Missing.marker(call, object);
        }
        return object;
    }

    private static void describe(Call call, ObjectVersion object) {
        var headers = call.answer().headers();
        ObjectHeaders.write(object.attributes(), headers);
        headers.set("ETag", quoted(object.etag()))
                .set("Last-Modified", HeaderText.httpDate(object.lastModified()))
                .set("Accept-Ranges", "bytes");
        if (call.versioned()) {
            headers.set("x-amz-version-id", object.versionId());
        }
        int tags = object.attributes().tags().size();
        if (tags > 0 && mayCountTags(call)) {
            headers.set("x-amz-tagging-count", Integer.toString(tags));
        }
        ResponseOverrides.apply(call.request().query(), headers);
    }

    private static boolean mayCountTags(Call call) {
        var action = call.request().versionId().isPresent() ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging";
        return call.gate().allows(new Permission(action, call.request().resource(), Map.of(), Map::of));
    }

    /** Whether the conditional headers have settled the answer. */
    private static boolean decided(Call call, ObjectVersion object) throws IOException {
        return switch (Preconditions.ofRead(call.request().headers()).check(object.etag(), object.lastModified())) {
            case Preconditions.Outcome.Holds() -> false;
            case Preconditions.Outcome.NotModified() -> {
                call.answer().empty(304);
                yield true;
            }
            case Preconditions.Outcome.Failed(var condition) -> throw failed(condition);
        };
    }

    static AwsException failed(String condition) {
        return new AwsException(
                ErrorCode.PreconditionFailed, ErrorCode.PreconditionFailed.message(), Map.of("Condition", condition));
    }

    private static Slice slice(Call call, ObjectVersion object) {
        var range = call.request().header("range");
        var part = call.request().query().get("partNumber");
        if (part.isPresent()) {
            if (range.isPresent()) {
                throw new AwsException(
                        ErrorCode.InvalidRequest, "Cannot specify both Range header and partNumber query parameter");
            }
            return part(call, object, Query.number("partNumber", part.get()));
        }
        var whole = new ByteRange(0, object.size());
        return range.filter(_ -> rangeHolds(call, object))
                .flatMap(text -> ByteRange.of(text, object.size()))
                .map(found -> new Slice(
                        206, found, found.equals(whole) ? object.content().checksums() : List.of()))
                .orElseGet(() -> new Slice(200, whole, object.content().checksums()));
    }

    /** {@code If-Range}: a client that has part of another version gets the whole of this one. */
    private static boolean rangeHolds(Call call, ObjectVersion object) {
        return call.request()
                .header("if-range")
                .map(value -> HeaderText.date(value)
                        .map(date -> !object.lastModified().minusMillis(999).isAfter(date))
                        .orElseGet(() -> Preconditions.matches(value, object.etag())))
                .orElse(true);
    }

    private static Slice part(Call call, ObjectVersion object, int number) {
        var parts = object.content().parts();
        if (parts.isEmpty() && number == 1) {
            return new Slice(
                    object.size() == 0 ? 200 : 206,
                    new ByteRange(0, object.size()),
                    object.content().checksums());
        }
        var found = parts.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidPartNumber,
                        ErrorCode.InvalidPartNumber.message(),
                        Map.of("PartNumberRequested", Integer.toString(number))));
        call.answer().headers().set("x-amz-mp-parts-count", Integer.toString(parts.size()));
        return new Slice(found.size() == 0 ? 200 : 206, new ByteRange(found.offset(), found.size()), found.checksums());
    }

    void acl(Call call) throws IOException {
        var object = found(call);
        if (call.versioned()) {
            call.answer().headers().set("x-amz-version-id", object.versionId());
        }
        Ownership.acl(call);
    }

    void attributes(Call call) throws IOException {
        var object = found(call);
        call.answer().headers().set("Last-Modified", HeaderText.httpDate(object.lastModified()));
        if (call.versioned()) {
            call.answer().headers().set("x-amz-version-id", object.versionId());
        }
        call.answer().xml(Attributes.document(call.request(), object));
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }
}
