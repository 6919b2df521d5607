package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.Upload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The checksum that a multipart upload was begun with: its parts must bring it, and its object gets one. */
record UploadChecksum(String algorithm, Checksum.Type type) {
    private static final String ALGORITHM = "checksum-algorithm";
    private static final String TYPE = "checksum-type";
    private static final String TYPE_HEADER = "x-amz-checksum-type";

    UploadChecksum {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(type);
    }

    static Optional<UploadChecksum> asked(S3Request request) {
        var algorithm = Checksums.algorithm(request, "x-amz-checksum-algorithm");
        var type = request.header(TYPE_HEADER);
        if (algorithm.isEmpty()) {
            type.ifPresent(_ -> {
                throw new AwsException(
                        ErrorCode.InvalidRequest,
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            });
            return Optional.empty();
        }
        var chosen = type.map(UploadChecksum::type).orElse(usual(algorithm.get()));
        if (!possible(algorithm.get(), chosen)) {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "The " + chosen + " checksum type cannot be used with the "
                            + algorithm.get().toLowerCase(Locale.ROOT) + " checksum algorithm.");
        }
        return Optional.of(new UploadChecksum(algorithm.get(), chosen));
    }

    static Optional<UploadChecksum> of(Upload upload) {
        return Optional.ofNullable(upload.notes().get(ALGORITHM))
                .map(algorithm -> new UploadChecksum(
                        algorithm, Checksum.Type.valueOf(upload.notes().get(TYPE))));
    }

    void note(Map<String, String> notes) {
        notes.put(ALGORITHM, algorithm);
        notes.put(TYPE, type.name());
    }

    private static Checksum.Type usual(String algorithm) {
        return algorithm.equals("CRC64NVME") ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
    }

    /** Digests cannot be combined, and CRC64NVME is only of all bytes. */
    private static boolean possible(String algorithm, Checksum.Type type) {
        return switch (type) {
            case FULL_OBJECT -> algorithm.startsWith("CRC");
            case COMPOSITE -> !algorithm.equals("CRC64NVME");
        };
    }

    private static Checksum.Type type(String text) {
        return switch (text) {
            case "FULL_OBJECT" -> Checksum.Type.FULL_OBJECT;
            case "COMPOSITE" -> Checksum.Type.COMPOSITE;
            default -> throw Query.argument(TYPE_HEADER, text, "Value for x-amz-checksum-type header is invalid.");
        };
    }

    /** That a part came with the checksum. */
    void check(List<Checksum> ofPart) {
        if (ofPart.stream().noneMatch(each -> each.algorithm().equals(algorithm))) {
            var actual =
                    ofPart.isEmpty() ? "null" : ofPart.getFirst().algorithm().toLowerCase(Locale.ROOT);
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "Checksum Type mismatch occurred, expected checksum Type: " + algorithm.toLowerCase(Locale.ROOT)
                            + ", actual checksum Type: " + actual);
        }
    }

    /** The checksum of the object, where the client's idea of the parts and of the whole agrees with it. */
    Checksum complete(S3Request request, List<Completion.Line> asked, List<Upload.Part> stored) {
        request.header(TYPE_HEADER).filter(text -> type(text) != type).ifPresent(text -> {
            throw new AwsException(
                    ErrorCode.InvalidRequest,
                    "The upload was created using the " + type
                            + " checksum mode. The complete request must use the same" + " checksum mode.");
        });
        checkParts(asked, stored);
        var whole = PartChecksums.whole(algorithm, type, stored);
        request.header(Checksums.header(algorithm)).ifPresent(promised -> {
            if (!promised.equals(whole.value()) && !whole.value().startsWith(promised + '-')) {
                throw new AwsException(
                        ErrorCode.BadDigest, "The " + algorithm + " you specified did not match what we received.");
            }
        });
        return whole;
    }

    /** A composite checksum is of the parts' checksums, so the client has to name them. */
    private void checkParts(List<Completion.Line> asked, List<Upload.Part> stored) {
        for (var line : asked) {
            var promised = line.checksums().get(algorithm);
            if (promised == null && type == Checksum.Type.COMPOSITE) {
                throw new AwsException(
                        ErrorCode.InvalidRequest,
                        "The upload was created using a " + algorithm.toLowerCase(Locale.ROOT)
                                + " checksum. The complete request must include the checksum for each part. It was missing for part "
                                + line.number() + " in the request.");
            }
            boolean wrong = promised != null
                    && stored.stream()
                            .filter(part -> part.number() == line.number())
                            .flatMap(part -> part.checksums().stream())
                            .noneMatch(each -> each.algorithm().equals(algorithm)
                                    && each.value().equals(promised));
            if (wrong) {
                throw new AwsException(ErrorCode.InvalidPart);
            }
        }
    }
}
