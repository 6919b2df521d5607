package io.sluice.lake.s3;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.Upload;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Multipart uploads: <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">uploading and copying objects in
 * parts</a>.
 */
final class Uploads {
    private static final Pattern COPY_RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private final ObjectStore store;
    private final CopySources sources;
    private final ObjectEvents events;

    Uploads(ObjectStore store, CopySources sources, ObjectEvents events) {
        this.events = events;
        this.store = store;
        this.sources = sources;
    }

    static Upload.Ref ref(Call call) {
        return new Upload.Ref(
                call.bucket().name(),
                call.key(),
                call.request().query().get("uploadId").orElseThrow());
    }

    private Upload upload(Call call) {
        return store.upload(ref(call)).orElseThrow(() -> noSuchUpload(call));
    }

    private static AwsException noSuchUpload(Call call) {
        return new AwsException(
                ErrorCode.NoSuchUpload,
                ErrorCode.NoSuchUpload.message(),
                Map.of("UploadId", ref(call).id()));
    }

    void create(Call call) throws IOException {
        var checksum = UploadChecksum.asked(call.request());
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(UploadListings.INITIATOR, call.caller().arn());
        checksum.ifPresent(wanted -> wanted.note(notes));
        var upload = store.createUpload(call.bucket().name(), call.key(), ObjectHeaders.of(call.request()), notes);
        checksum.ifPresent(wanted -> call.answer()
                .headers()
                .set("x-amz-checksum-algorithm", wanted.algorithm())
                .set("x-amz-checksum-type", wanted.type().name()));
        call.answer()
                .xml(XmlOut.document("InitiateMultipartUploadResult")
                        .text("Bucket", upload.bucket())
                        .text("Key", upload.key().text())
                        .text("UploadId", upload.id()));
    }

    void part(Call call) throws IOException {
        int number = partNumber(call);
        Writes.checkLength(call);
        var upload = upload(call);
        try (var staged = Writes.staged(store, call)) {
            var checksums = call.body().checksums();
            UploadChecksum.of(upload).ifPresent(wanted -> wanted.check(checksums));
            var part = store.putPart(ref(call), number, staged, checksums);
            call.answer().headers().set("ETag", Reads.quoted(part.etag()));
            for (var checksum : checksums) {
                call.answer().headers().set(Checksums.header(checksum.algorithm()), checksum.value());
            }
            call.answer().empty(200);
        }
    }

    void partCopy(Call call) throws IOException {
        int number = partNumber(call);
        var upload = upload(call);
        try (var source = sources.open(call)) {
            var range = copyRange(call, source.open().object().size());
            var meter = UploadChecksum.of(upload).map(wanted -> ChecksumMeter.of(wanted.algorithm()));
            try (var staged = store.stage();
                    var in = source.open().body(range.start(), range.length())) {
                ChecksumMeter.transfer(in, staged, meter);
                var checksums = meter.map(ChecksumMeter::checksum).map(List::of).orElse(List.of());
                var part = store.putPart(ref(call), number, staged, checksums);
                var out = XmlOut.document("CopyPartResult")
                        .text("LastModified", HeaderText.isoDate(part.lastModified()))
                        .text("ETag", Reads.quoted(part.etag()));
                Checksums.values(checksums, out);
                call.answer().xml(out);
            }
        }
    }

    private static int partNumber(Call call) {
        var text = call.request().query().get("partNumber").orElseThrow();
        int number = Query.number("partNumber", text);
        if (number < 1 || number > Upload.MAX_PARTS) {
            throw Query.argument(
                    "partNumber",
                    text,
                    "Part number must be an integer between 1 and " + Upload.MAX_PARTS + ", inclusive");
        }
        return number;
    }

    private static ByteRange copyRange(Call call, long size) {
        var header = "x-amz-copy-source-range";
        var text = call.request().header(header);
        if (text.isEmpty()) {
            return checked(new ByteRange(0, size));
        }
        var match = COPY_RANGE.matcher(text.get());
        if (!match.matches() || Long.parseLong(match.group(1)) > Long.parseLong(match.group(2))) {
            throw Query.argument(
                    header,
                    text.get(),
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based"
                            + " offsets of the first and last bytes to copy");
        }
        long first = Long.parseLong(match.group(1));
        long last = Long.parseLong(match.group(2));
        if (last >= size) {
            throw Query.argument(header, text.get(), "Range specified is not valid for source object of size: " + size);
        }
        return checked(new ByteRange(first, last - first + 1));
    }

    private static ByteRange checked(ByteRange range) {
        if (range.length() > CopySources.MAX_SIZE) {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + CopySources.MAX_SIZE);
        }
        return range;
    }

    void complete(Call call) throws IOException {
        var upload = upload(call);
        var asked = Completion.read(call.body().stream());
        var stored = stored(call, asked);
        Completion.checkSize(call.request(), stored);
        Optional<Checksum> checksum =
                UploadChecksum.of(upload).map(wanted -> wanted.complete(call.request(), asked, stored));
        var done = store.completeUpload(
                ref(call),
                new Upload.Completion(
                        asked.stream().map(Completion.Line::ref).toList(),
                        checksum.map(List::of).orElse(List.of()),
                        Writes.condition(call.request())));
        events.created(call, "CompleteMultipartUpload", done);
        if (call.versioned()) {
            call.answer().headers().set("x-amz-version-id", done.versionId());
        }
        var out = XmlOut.document("CompleteMultipartUploadResult")
                .text("Location", location(call))
                .text("Bucket", done.bucket())
                .text("Key", done.key().text())
                .text("ETag", Reads.quoted(done.etag()));
        Checksums.write(done.content().checksums(), out);
        call.answer().xml(out);
    }

    /** The parts asked for, as they were uploaded; those that are not there are left to the store to refuse. */
    private List<Upload.Part> stored(Call call, List<Completion.Line> asked) {
        var all = new LinkedHashMap<Integer, Upload.Part>();
        int after = 0;
        for (boolean more = true; more; ) {
            var page = store.listParts(ref(call), after, Listings.MAX_KEYS);
            page.parts().forEach(part -> all.put(part.number(), part));
            more = page.next().isPresent();
            after = page.next().orElse(after);
        }
        return asked.stream()
                .map(line -> all.get(line.number()))
                .filter(part -> part != null)
                .toList();
    }

    private static String location(Call call) {
        var head = call.request().head();
        return (head.secure() ? "https://" : "http://") + head.host() + head.rawPath();
    }

    void abort(Call call) throws IOException {
        store.abortUpload(ref(call));
        call.answer().empty(204);
    }
}
