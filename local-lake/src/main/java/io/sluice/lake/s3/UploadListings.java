package io.sluice.lake.s3;

import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.RawBytes;
import io.sluice.lake.storage.Upload;
import java.io.IOException;

/**
 * Uploads in progress: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>.
 */
final class UploadListings {
    static final String INITIATOR = "initiator";

    private static final int MAX_PARTS = 1000;

    private final ObjectStore store;

    UploadListings(ObjectStore store) {
        this.store = store;
    }

    void parts(Call call) throws IOException {
        var query = call.request().query();
        var text = ListText.of(query);
        int after = query.nonEmpty("part-number-marker")
                .map(value -> Query.number("part-number-marker", value))
                .orElse(0);
        int max = query.count("max-parts", MAX_PARTS);
        var page = store.listParts(Uploads.ref(call), after, max);
        var out = XmlOut.document("ListPartsResult")
                .text("Bucket", call.bucket().name())
                .text("Key", text.of(call.key().bytes()))
                .text("UploadId", page.upload().id());
        people(call, page.upload(), out);
        out.text("PartNumberMarker", after);
        page.next().ifPresent(next -> out.text("NextPartNumberMarker", next));
        out.text("MaxParts", max).text("IsTruncated", page.next().isPresent());
        checksum(page.upload(), out);
        for (var part : page.parts()) {
            out.open("Part")
                    .text("PartNumber", part.number())
                    .text("LastModified", HeaderText.isoDate(part.lastModified()))
                    .text("ETag", Reads.quoted(part.etag()))
                    .text("Size", part.size());
            Checksums.values(part.checksums(), out);
            out.close();
        }
        call.answer().xml(out);
    }

    void uploads(Call call) throws IOException {
        var query = call.request().query();
        var page = PageQuery.of(call.request(), "max-uploads");
        var keyMarker = query.get("key-marker").orElse("");
        // Without a key marker the upload marker is ignored, as S3 does.
        var uploadMarker = query.nonEmpty("upload-id-marker").filter(_ -> !keyMarker.isEmpty());
        var found = store.listUploads(call.bucket().name(), page.from(RawBytes.of(keyMarker), uploadMarker));
        var text = page.text();
        var out = XmlOut.document("ListMultipartUploadsResult")
                .text("Bucket", call.bucket().name())
                .text("KeyMarker", text.of(keyMarker))
                .text("UploadIdMarker", uploadMarker.orElse(""));
        found.next().ifPresent(next -> out.text("NextKeyMarker", text.of(next)));
        found.nextId().ifPresent(next -> out.text("NextUploadIdMarker", next));
        out.text("Prefix", text.of(page.prefix()));
        page.write(out, "MaxUploads");
        out.text("IsTruncated", found.truncated());
        for (var upload : found.uploads()) {
            out.open("Upload").text("Key", text.of(upload.key().bytes())).text("UploadId", upload.id());
            people(call, upload, out);
            out.text("Initiated", HeaderText.isoDate(upload.initiated()));
            checksum(upload, out);
            out.close();
        }
        for (var prefix : found.commonPrefixes()) {
            out.open("CommonPrefixes").text("Prefix", text.of(prefix)).close();
        }
        call.answer().xml(out);
    }

    private static void people(Call call, Upload upload, XmlOut out) {
        var initiator = upload.notes().getOrDefault(INITIATOR, "");
        out.open("Initiator")
                .text("ID", initiator)
                .text("DisplayName", initiator)
                .close();
        Ownership.owner(out, call.bucket().account());
        out.text("StorageClass", ObjectHeaders.storageClass(upload.attributes()));
    }

    private static void checksum(Upload upload, XmlOut out) {
        UploadChecksum.of(upload)
                .ifPresent(wanted -> out.text("ChecksumAlgorithm", wanted.algorithm())
                        .text("ChecksumType", wanted.type().name()));
    }
}
