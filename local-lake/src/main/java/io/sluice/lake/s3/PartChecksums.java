package io.sluice.lake.s3;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.Upload;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * The checksum of an object from those of its parts: of all its bytes, or of the parts' checksums, as the upload was begun. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">full object and composite
 * checksums</a>.
 */
final class PartChecksums {
    private PartChecksums() {}

    /** @param parts in order, each with a checksum of this algorithm */
    static Checksum whole(String algorithm, Checksum.Type type, List<Upload.Part> parts) {
        return switch (type) {
            case FULL_OBJECT -> new Checksum(algorithm, fullObject(Crc.valueOf(algorithm), parts), type);
            case COMPOSITE -> new Checksum(algorithm, composite(algorithm, parts) + '-' + parts.size(), type);
        };
    }

    private static String fullObject(Crc crc, List<Upload.Part> parts) {
        long all = 0;
        for (var part : parts) {
            all = crc.combine(all, number(value(part, crc.name())), part.size());
        }
        return Base64.getEncoder().encodeToString(bytes(all, crc.bytes()));
    }

    private static String composite(String algorithm, List<Upload.Part> parts) {
        var meter = ChecksumMeter.of(algorithm);
        for (var part : parts) {
            var value = value(part, algorithm);
            meter.update(value, 0, value.length);
        }
        return meter.value();
    }

    private static byte[] value(Upload.Part part, String algorithm) {
        return part.checksums().stream()
                .filter(each -> each.algorithm().equals(algorithm))
                .findFirst()
                .map(each -> Base64.getDecoder().decode(each.value()))
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidRequest,
                        "The upload was created using a " + algorithm.toLowerCase(java.util.Locale.ROOT)
                                + " checksum. The complete request must include the checksum for each part. It was missing for part "
                                + part.number() + " in the request."));
    }

    private static long number(byte[] bytes) {
        return bytes.length == Long.BYTES
                ? ByteBuffer.wrap(bytes).getLong()
                : Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
    }

    private static byte[] bytes(long value, int count) {
        return count == Long.BYTES
                ? ByteBuffer.allocate(count).putLong(value).array()
                : ByteBuffer.allocate(count).putInt((int) value).array();
    }
}
