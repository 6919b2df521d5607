package io.sluice.lake.storage;

import io.sluice.lake.storage.ObjectVersion.Content;
import io.sluice.lake.storage.ObjectVersion.Part;
import io.sluice.lake.storage.ObjectVersion.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The values of the database's rows, each with the number of its format before it. What the row's key tells is not in them. */
final class Records {
    private static final int FORMAT = 1;
    private static final int DELETE_MARKER = 1;

    private Records() {}

    static byte[] encode(BucketRow row) {
        var bucket = row.bucket();
        return begin().number(row.id())
                .text(bucket.region())
                .text(bucket.account())
                .number(bucket.created().toEpochMilli())
                .text(bucket.versioning().name())
                .toBytes();
    }

    static BucketRow decodeBucket(String name, byte[] value) {
        var in = begin(value);
        long id = in.number();
        var region = in.text();
        var account = in.text();
        var created = Instant.ofEpochMilli(in.number());
        return new BucketRow(id, new Bucket(name, region, account, created, Bucket.Versioning.valueOf(in.text())));
    }

    static byte[] encode(StoredVersion stored) {
        var object = stored.object();
        var out = begin().number(object.deleteMarker() ? DELETE_MARKER : 0)
                .number(stored.sequence())
                .text(stored.isNull() ? "" : object.versionId())
                .number(object.lastModified().toEpochMilli())
                .number(object.size())
                .text(object.etag());
        checksums(out, object.content().checksums());
        attributes(out, object.attributes());
        out.list(object.content().parts(), part -> part(out, part));
        return segments(out, stored.segments()).toBytes();
    }

    /** Whether the record of a version is that of a delete marker, without reading the rest. */
    static boolean isDeleteMarker(byte[] value) {
        return begin(value).number() == DELETE_MARKER;
    }

    static StoredVersion decodeVersion(String bucket, ObjectKey key, boolean latest, byte[] value) {
        var in = begin(value);
        boolean deleteMarker = in.number() == DELETE_MARKER;
        long sequence = in.number();
        var id = in.text();
        var version = new Version(
                id.isEmpty() ? ObjectVersion.NULL_VERSION : id,
                latest,
                deleteMarker,
                Instant.ofEpochMilli(in.number()));
        long size = in.number();
        var etag = in.text();
        var checksums = checksums(in);
        var attributes = attributes(in);
        var content = new Content(size, etag, checksums, parts(in));
        return new StoredVersion(sequence, new ObjectVersion(bucket, key, version, content, attributes), segments(in));
    }

    static byte[] encode(UploadRow row) {
        var upload = row.upload();
        var out = begin().number(row.sequence())
                .text(upload.id())
                .number(upload.initiated().toEpochMilli());
        attributes(out, upload.attributes());
        return out.map(upload.notes()).toBytes();
    }

    static UploadRow decodeUpload(String bucket, ObjectKey key, byte[] value) {
        var in = begin(value);
        long sequence = in.number();
        var id = in.text();
        var initiated = Instant.ofEpochMilli(in.number());
        var attributes = attributes(in);
        return new UploadRow(sequence, new Upload(bucket, key, id, initiated, attributes, in.map()));
    }

    static byte[] encode(PartRow row) {
        var part = row.part();
        var out = begin().number(part.number())
                .number(part.size())
                .text(part.etag())
                .number(part.lastModified().toEpochMilli());
        checksums(out, part.checksums());
        return segments(out, row.segments()).toBytes();
    }

    static PartRow decodePart(byte[] value) {
        var in = begin(value);
        int number = (int) in.number();
        long size = in.number();
        var etag = in.text();
        var lastModified = Instant.ofEpochMilli(in.number());
        return new PartRow(new Upload.Part(number, size, etag, lastModified, checksums(in)), segments(in));
    }

    private static RecordWriter begin() {
        return new RecordWriter().number(FORMAT);
    }

    private static RecordReader begin(byte[] value) {
        var in = new RecordReader(value);
        long format = in.number();
        if (format != FORMAT) {
            throw new UncheckedIOException(
                    new IOException("a record of the database has the unknown format " + format));
        }
        return in;
    }

    private static void checksums(RecordWriter out, List<Checksum> checksums) {
        out.list(
                checksums,
                checksum -> out.text(checksum.algorithm())
                        .text(checksum.value())
                        .text(checksum.type().name()));
    }

    private static List<Checksum> checksums(RecordReader in) {
        return in.list(() -> new Checksum(in.text(), in.text(), Checksum.Type.valueOf(in.text())));
    }

    private static void attributes(RecordWriter out, ObjectAttributes attributes) {
        out.map(attributes.headers()).map(attributes.metadata()).map(attributes.tags());
    }

    private static ObjectAttributes attributes(RecordReader in) {
        return new ObjectAttributes(in.map(), in.map(), in.map());
    }

    private static void part(RecordWriter out, Part part) {
        out.number(part.number()).number(part.size());
        checksums(out, part.checksums());
    }

    private static List<Part> parts(RecordReader in) {
        var parts = new ArrayList<Part>();
        long offset = 0;
        for (int rest = in.count(); rest > 0; rest--) {
            var part = new Part((int) in.number(), offset, in.number(), checksums(in));
            offset += part.size();
            parts.add(part);
        }
        return parts;
    }

    private static RecordWriter segments(RecordWriter out, List<Segment> segments) {
        return out.list(segments, segment -> {
            switch (segment) {
                case Segment.Inline(long id, int size, int crc) ->
                    out.number(0).number(id).number(size).fixed32(crc);
                case Segment.Blob(BlobName(long high, long low), long size) ->
                    out.number(1).fixed64(high).fixed64(low).number(size);
            }
        });
    }

    private static List<Segment> segments(RecordReader in) {
        return in.list(() -> switch ((int) in.number()) {
            case 0 -> new Segment.Inline(in.number(), (int) in.number(), in.fixed32());
            case 1 -> new Segment.Blob(new BlobName(in.fixed64(), in.fixed64()), in.number());
            default -> throw RecordReader.damaged();
        });
    }
}
