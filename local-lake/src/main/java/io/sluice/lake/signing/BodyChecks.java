package io.sluice.lake.signing;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.storage.Checksum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything a head promises about its body besides signatures, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">checking object integrity</a>.
 */
final class BodyChecks {
    private static final String CHECKSUM = "x-amz-checksum-";
    private static final String ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String TRAILER = "x-amz-trailer";
    private static final int MD5_BYTES = 16;

    private final List<BodyCheck> checks = new ArrayList<>();

    private BodyChecks() {}

    /** @throws AwsException where a promise cannot be understood, or there are several of which S3 takes one */
    static BodyChecks of(RequestHead head, Payload payload) {
        var all = new BodyChecks();
        if (payload.mode() == PayloadMode.HASHED) {
            all.checks.add(new BodyCheck.ContentHash(payload.hash()));
        }
        head.headers().first("content-md5").map(BodyChecks::md5).ifPresent(all.checks::add);
        if (!isOfAssembledObject(head)) {
            all.addChecksum(promises(head), payload);
        }
        return all;
    }

    /** CompleteMultipartUpload carries the checksum of the object that is put together, not that of its own body. */
    private static boolean isOfAssembledObject(RequestHead head) {
        return head.method().equals("POST") && RawQuery.of(head.rawQuery()).has("uploadId");
    }

    /** The fields of the head, and those that a presigned URL carries as parameters, which S3 takes for fields. */
    private static Headers promises(RequestHead head) {
        if (!head.rawQuery().toLowerCase(Locale.ROOT).contains("checksum")) {
            return head.headers();
        }
        var all = new Headers();
        head.headers().forEach(all::add);
        for (var parameter : RawQuery.of(head.rawQuery()).parameters()) {
            var name = parameter.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(CHECKSUM) || name.equals(ALGORITHM)) {
                all.add(name, QueryClaim.decode(parameter.name(), parameter.value()));
            }
        }
        return all;
    }

    private static BodyCheck md5(String promised) {
        if (!isBase64(promised, MD5_BYTES)) {
            throw new AwsException(ErrorCode.InvalidDigest);
        }
        try {
            return new BodyCheck.ContentMd5(promised, MessageDigest.getInstance("MD5"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private void addChecksum(Headers headers, Payload payload) {
        var found = new ArrayList<BodyCheck.ObjectChecksum>();
        for (var algorithm : ChecksumMeter.ALGORITHMS) {
            headers.all(CHECKSUM + algorithm.toLowerCase(Locale.ROOT))
                    .forEach(value -> found.add(checksum(algorithm, Optional.of(value))));
        }
        if (payload.mode().hasTrailer()) {
            found.add(inTrailer(headers));
        } else if (headers.has(TRAILER)) {
            throw Refusal.invalid("The x-amz-trailer header needs a body with a trailer.");
        }
        if (found.size() > 1) {
            throw Refusal.invalid(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        headers.first(ALGORITHM).ifPresent(name -> requireNamed(name, found));
        checks.addAll(found);
    }

    private static BodyCheck.ObjectChecksum inTrailer(Headers headers) {
        var name = headers.first(TRAILER).orElse("").toLowerCase(Locale.ROOT);
        return ChecksumMeter.ALGORITHMS.stream()
                .filter(algorithm -> name.equals(CHECKSUM + algorithm.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(algorithm -> checksum(algorithm, Optional.empty()))
                .orElseThrow(() -> Refusal.invalid("The value specified in the x-amz-trailer header is not supported"));
    }

    private static BodyCheck.ObjectChecksum checksum(String algorithm, Optional<String> promised) {
        var meter = ChecksumMeter.of(algorithm);
        var field = CHECKSUM + algorithm.toLowerCase(Locale.ROOT);
        promised.filter(value -> !isBase64(value, meter.bytes())).ifPresent(_ -> {
            throw Refusal.invalid("Value for " + field + " header is invalid.");
        });
        return new BodyCheck.ObjectChecksum(algorithm, field, promised, meter);
    }

    private static void requireNamed(String name, List<BodyCheck.ObjectChecksum> found) {
        if (!ChecksumMeter.ALGORITHMS.contains(name.toUpperCase(Locale.ROOT))) {
            throw Refusal.invalid(
                    "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
                            + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        }
        if (found.isEmpty()) {
            throw Refusal.invalid(
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                            + " headers were found.");
        }
        if (!found.getFirst().algorithm().equalsIgnoreCase(name)) {
            throw Refusal.invalid("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
    }

    private static boolean isBase64(String text, int bytes) {
        try {
            return Base64.getDecoder().decode(text).length == bytes;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void update(byte[] bytes, int offset, int count) {
        for (var check : checks) {
            check.update(bytes, offset, count);
        }
    }

    /** Throws the first that does not hold; the checksums that S3 keeps with an object. */
    List<Checksum> verify(Trailer trailer) {
        var kept = new ArrayList<Checksum>();
        checks.forEach(check -> check.verify(trailer).ifPresent(kept::add));
        return kept;
    }
}
