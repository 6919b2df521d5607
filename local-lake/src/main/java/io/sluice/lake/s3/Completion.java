package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The document of <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>:
 * the parts of the object to be, in order.
 */
final class Completion {
    private Completion() {}

    /** @param checksums by algorithm, as the client believes the part to have them */
    record Line(int number, String etag, Map<String, String> checksums) {
        static Line of(XmlIn.Element part) {
            var checksums = Checksums.ALGORITHMS.stream()
                    .filter(each -> part.first(Checksums.element(each)).isPresent())
                    .collect(Collectors.toMap(
                            each -> each,
                            each -> part.required(Checksums.element(each)).strip()));
            try {
                return new Line(
                        Integer.parseInt(part.required("PartNumber").strip()),
                        Preconditions.unquoted(part.required("ETag")),
                        checksums);
            } catch (NumberFormatException e) {
                throw XmlIn.malformed();
            }
        }

        Upload.PartRef ref() {
            return new Upload.PartRef(number, etag);
        }
    }

    static List<Line> read(InputStream body) throws IOException {
        var document = XmlIn.read(body, XmlIn.LARGE, "CompleteMultipartUpload");
        var lines = document.all("Part").stream().map(Line::of).toList();
        if (lines.isEmpty() || lines.size() > Upload.MAX_PARTS) {
            throw XmlIn.malformed();
        }
        return lines;
    }

    /** The client may say how large the whole should be. */
    static void checkSize(S3Request request, List<Upload.Part> parts) {
        var header = "x-amz-mp-object-size";
        long size = parts.stream().mapToLong(Upload.Part::size).sum();
        request.header(header).ifPresent(text -> {
            if (!text.equals(Long.toString(size))) {
                throw new AwsException(
                        ErrorCode.InvalidRequest,
                        "The provided 'x-amz-mp-object-size' header value " + text
                                + " does not match what was computed: " + size);
            }
        });
    }
}
