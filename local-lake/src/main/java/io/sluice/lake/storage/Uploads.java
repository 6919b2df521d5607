package io.sluice.lake.storage;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.ObjectVersion.Content;
import io.sluice.lake.storage.Upload.Completion;
import io.sluice.lake.storage.Upload.PartRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Multipart uploads: their rows, those of their parts, and how they become an object. */
final class Uploads {
    private Uploads() {}

    static Upload create(
            Transaction transaction,
            BucketRow bucket,
            ObjectKey key,
            ObjectAttributes attributes,
            Map<String, String> notes) {
        long sequence = transaction.nextSequence();
        var upload = new Upload(bucket.bucket().name(), key, Ids.of(sequence), transaction.now(), attributes, notes);
        transaction.put(Keys.upload(bucket.id(), key.raw(), sequence), Records.encode(new UploadRow(sequence, upload)));
        return upload;
    }

    static Optional<UploadRow> find(Function<byte[], Optional<byte[]>> rows, BucketRow bucket, Upload.Ref ref) {
        var sequence = Ids.sequence(ref.id());
        if (sequence.isEmpty()) {
            return Optional.empty();
        }
        return rows.apply(Keys.upload(bucket.id(), ref.key().raw(), sequence.getAsLong()))
                .map(value -> Records.decodeUpload(ref.bucket(), ref.key(), value))
                .filter(row -> row.upload().id().equals(ref.id()));
    }

    static UploadRow require(Function<byte[], Optional<byte[]>> rows, BucketRow bucket, Upload.Ref ref) {
        return find(rows, bucket, ref)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.NoSuchUpload, ErrorCode.NoSuchUpload.message(), Map.of("UploadId", ref.id())));
    }

    static Upload.Part putPart(Transaction transaction, UploadRow upload, PartRow part) {
        byte[] row = Keys.part(upload.sequence(), part.part().number());
        transaction.get(row).map(Records::decodePart).ifPresent(old -> transaction.free(old.segments()));
        transaction.put(row, Records.encode(part));
        return part.part();
    }

    static Upload.Parts listParts(View view, UploadRow upload, int after, int maxParts) {
        var parts = new ArrayList<Upload.Part>();
        try (var rows = view.scan(Keys.parts(upload.sequence()))) {
            rows.seek(Keys.part(upload.sequence(), after + 1));
            while (rows.valid() && parts.size() < maxParts) {
                parts.add(Records.decodePart(rows.value()).part());
                rows.next();
            }
            boolean more = rows.valid() && !parts.isEmpty();
            return new Upload.Parts(
                    upload.upload(), parts, more ? Optional.of(parts.getLast().number()) : Optional.empty());
        }
    }

    static ObjectVersion complete(Transaction transaction, BucketRow bucket, UploadRow upload, Completion completion) {
        var versions = new Versions(transaction, bucket, upload.upload().key());
        versions.check(completion.condition());
        var stored = parts(transaction, upload);
        var chosen = choose(completion.parts(), stored);
        remove(transaction, bucket, upload, stored);
        stored.values().stream()
                .filter(part -> !chosen.contains(part))
                .forEach(part -> transaction.free(part.segments()));
        var segments = chosen.stream().flatMap(part -> part.segments().stream()).toList();
        var content = content(chosen, completion.checksums());
        return versions.put(WriteCondition.NONE, content, upload.upload().attributes(), segments);
    }

    static Upload abort(Transaction transaction, BucketRow bucket, UploadRow upload) {
        var stored = parts(transaction, upload);
        remove(transaction, bucket, upload, stored);
        stored.values().forEach(part -> transaction.free(part.segments()));
        return upload.upload();
    }

    private static Map<Integer, PartRow> parts(Transaction transaction, UploadRow upload) {
        var parts = new TreeMap<Integer, PartRow>();
        try (var rows = transaction.scan(Keys.parts(upload.sequence()))) {
            for (rows.first(); rows.valid(); rows.next()) {
                var part = Records.decodePart(rows.value());
                parts.put(part.part().number(), part);
            }
        }
        return parts;
    }

    private static void remove(
            Transaction transaction, BucketRow bucket, UploadRow upload, Map<Integer, PartRow> parts) {
        transaction.delete(Keys.upload(bucket.id(), upload.upload().key().raw(), upload.sequence()));
        parts.keySet().forEach(number -> transaction.delete(Keys.part(upload.sequence(), number)));
    }

    /** The parts that the client lists, if it lists them rightly. */
    private static List<PartRow> choose(List<PartRef> wanted, Map<Integer, PartRow> stored) {
        var chosen = new ArrayList<PartRow>();
        int before = 0;
        for (var ref : wanted) {
            if (ref.number() <= before) {
                throw new AwsException(ErrorCode.InvalidPartOrder);
            }
            before = ref.number();
            var part = stored.get(ref.number());
            if (part == null || !part.part().etag().equals(ref.etag())) {
                throw new AwsException(
                        ErrorCode.InvalidPart,
                        ErrorCode.InvalidPart.message(),
                        Map.of("PartNumber", Integer.toString(ref.number())));
            }
            chosen.add(part);
        }
        checkSizes(chosen);
        return chosen;
    }

    private static void checkSizes(List<PartRow> chosen) {
        if (chosen.isEmpty()) {
            throw new AwsException(ErrorCode.InvalidPart);
        }
        for (var part : chosen.subList(0, chosen.size() - 1)) {
            if (part.part().size() < Upload.MIN_PART_SIZE) {
                throw new AwsException(
                        ErrorCode.EntityTooSmall,
                        ErrorCode.EntityTooSmall.message(),
                        Map.of(
                                "ProposedSize", Long.toString(part.part().size()),
                                "MinSizeAllowed", Long.toString(Upload.MIN_PART_SIZE),
                                "PartNumber", Integer.toString(part.part().number())));
            }
        }
    }

    private static Content content(List<PartRow> chosen, List<Checksum> checksums) {
        var parts = new ArrayList<ObjectVersion.Part>();
        long offset = 0;
        for (var row : chosen) {
            var part = row.part();
            parts.add(new ObjectVersion.Part(part.number(), offset, part.size(), part.checksums()));
            offset += part.size();
        }
        return new Content(offset, etag(chosen), checksums, parts);
    }

    private static String etag(List<PartRow> chosen) {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            chosen.forEach(row -> md5.update(HexFormat.of().parseHex(row.part().etag())));
            return HexFormat.of().formatHex(md5.digest()) + "-" + chosen.size();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
