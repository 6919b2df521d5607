package io.sluice.lake.s3;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.http.Headers;
import io.sluice.lake.storage.Checksum;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checksums in headers and documents, as <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">checking object integrity</a> has them.
 */
final class Checksums {
    static final Set<String> ALGORITHMS = ChecksumMeter.ALGORITHMS;
    static final String HEADER = "x-amz-checksum-";

    private Checksums() {}

    static String header(String algorithm) {
        return HEADER + algorithm.toLowerCase(Locale.ROOT);
    }

    static String element(String algorithm) {
        return "Checksum" + algorithm;
    }

    /** Tells the checksums in the headers of an answer. */
    static void write(List<Checksum> checksums, Headers answer) {
        for (var checksum : checksums) {
            answer.set(header(checksum.algorithm()), checksum.value());
            answer.set("x-amz-checksum-type", checksum.type().name());
        }
    }

    static void write(List<Checksum> checksums, XmlOut out) {
        for (var checksum : checksums) {
            out.text(element(checksum.algorithm()), checksum.value());
        }
        if (!checksums.isEmpty()) {
            out.text("ChecksumType", checksums.getFirst().type().name());
        }
    }

    /** As {@link #write}, without the type, as with parts. */
    static void values(List<Checksum> checksums, XmlOut out) {
        for (var checksum : checksums) {
            out.text(element(checksum.algorithm()), checksum.value());
        }
    }

    /** The algorithm that a request asks for by name. */
    static Optional<String> algorithm(S3Request request, String header) {
        var name = request.header(header).map(value -> value.toUpperCase(Locale.ROOT));
        if (name.isPresent() && !ALGORITHMS.contains(name.get())) {
            throw Query.argument(
                    header,
                    name.get(),
                    "Checksum algorithm provided is unsupported. Please try again with any of the"
                            + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        }
        return name;
    }
}
