package io.sluice.lake.s3;

import io.sluice.lake.storage.Listing;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.ObjectVersion;
import io.sluice.lake.storage.RawBytes;
import java.io.IOException;
import java.util.Optional;

/**
 * Listing a bucket, in the byte order of the keys: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>.
 */
final class Listings {
    static final int MAX_KEYS = 1000;

    private final ObjectStore store;

    Listings(ObjectStore store) {
        this.store = store;
    }

    void first(Call call) throws IOException {
        var page = PageQuery.of(call.request(), "max-keys");
        var marker = call.request().query().get("marker").orElse("");
        var listing = store.list(call.bucket().name(), page.from(RawBytes.of(marker), Optional.empty()));
        var text = page.text();
        var out = XmlOut.document("ListBucketResult").text("Name", call.bucket().name());
        out.text("Prefix", text.of(page.prefix())).text("Marker", text.of(marker));
        page.write(out, "MaxKeys");
        out.text("IsTruncated", listing.truncated());
        if (!page.delimiter().isEmpty()) {
            listing.next().ifPresent(next -> out.text("NextMarker", text.of(next)));
        }
        contents(call, listing, text, true, out);
        call.answer().xml(out);
    }

    void second(Call call) throws IOException {
        var query = call.request().query();
        if (!query.get("list-type").orElse("").equals("2")) {
            throw Query.argument("list-type", query.get("list-type").orElse(""), "Invalid List Type");
        }
        var page = PageQuery.of(call.request(), "max-keys");
        var token = query.get("continuation-token");
        if (token.filter(String::isEmpty).isPresent()) {
            throw Query.argument("continuation-token", "", "The continuation token provided is incorrect");
        }
        var startAfter = query.get("start-after").orElse("");
        var after = token.map(PageToken::raw).orElseGet(() -> RawBytes.of(startAfter));
        var listing = store.list(call.bucket().name(), page.from(after, Optional.empty()));
        var text = page.text();
        var out = XmlOut.document("ListBucketResult").text("Name", call.bucket().name());
        out.text("Prefix", text.of(page.prefix()));
        query.nonEmpty("start-after").ifPresent(value -> out.text("StartAfter", text.of(value)));
        token.ifPresent(value -> out.text("ContinuationToken", value));
        listing.next().ifPresent(next -> out.text("NextContinuationToken", PageToken.of(next)));
        out.text("KeyCount", listing.objects().size() + listing.commonPrefixes().size());
        page.write(out, "MaxKeys");
        out.text("IsTruncated", listing.truncated());
        contents(
                call,
                listing,
                text,
                query.get("fetch-owner").filter("true"::equals).isPresent(),
                out);
        call.answer().xml(out);
    }

    void versions(Call call) throws IOException {
        var query = call.request().query();
        var page = PageQuery.of(call.request(), "max-keys");
        var keyMarker = query.get("key-marker").orElse("");
        var versionMarker = query.nonEmpty("version-id-marker");
        if (versionMarker.isPresent() && keyMarker.isEmpty()) {
            throw Query.argument(
                    "version-id-marker",
                    versionMarker.get(),
                    "A version-id marker cannot be specified without a key marker.");
        }
        var listing = store.listVersions(call.bucket().name(), page.from(RawBytes.of(keyMarker), versionMarker));
        var text = page.text();
        var out =
                XmlOut.document("ListVersionsResult").text("Name", call.bucket().name());
        out.text("Prefix", text.of(page.prefix()))
                .text("KeyMarker", text.of(keyMarker))
                .text("VersionIdMarker", versionMarker.orElse(""));
        listing.next().ifPresent(next -> out.text("NextKeyMarker", text.of(next)));
        listing.nextId().ifPresent(next -> out.text("NextVersionIdMarker", next));
        page.write(out, "MaxKeys");
        out.text("IsTruncated", listing.truncated());
        for (var object : listing.objects()) {
            version(call, object, text, out);
        }
        commonPrefixes(listing, text, out);
        call.answer().xml(out);
    }

    private static void version(Call call, ObjectVersion object, ListText text, XmlOut out) {
        out.open(object.deleteMarker() ? "DeleteMarker" : "Version")
                .text("Key", text.of(object.key().bytes()))
                .text("VersionId", object.versionId())
                .text("IsLatest", object.latest())
                .text("LastModified", HeaderText.isoDate(object.lastModified()));
        if (!object.deleteMarker()) {
            body(object, out);
        }
        Ownership.owner(out, call.bucket().account());
        out.close();
    }

    private static void contents(Call call, Listing listing, ListText text, boolean owner, XmlOut out) {
        for (var object : listing.objects()) {
            out.open("Contents")
                    .text("Key", text.of(object.key().bytes()))
                    .text("LastModified", HeaderText.isoDate(object.lastModified()));
            body(object, out);
            if (owner) {
                Ownership.owner(out, call.bucket().account());
            }
            out.close();
        }
        commonPrefixes(listing, text, out);
    }

    private static void body(ObjectVersion object, XmlOut out) {
        out.text("ETag", Reads.quoted(object.etag()));
        for (var checksum : object.content().checksums()) {
            out.text("ChecksumAlgorithm", checksum.algorithm())
                    .text("ChecksumType", checksum.type().name());
        }
        out.text("Size", object.size()).text("StorageClass", ObjectHeaders.storageClass(object.attributes()));
    }

    private static void commonPrefixes(Listing listing, ListText text, XmlOut out) {
        for (var prefix : listing.commonPrefixes()) {
            out.open("CommonPrefixes").text("Prefix", text.of(prefix)).close();
        }
    }
}
