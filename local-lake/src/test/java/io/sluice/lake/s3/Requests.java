package io.sluice.lake.s3;

import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import java.util.Optional;

/** Requests as they would come from the wire, for tests that need no connection. */
final class Requests {
    private Requests() {}

    /**
     * A parsed request.
     *
     * @param line {@code GET /bucket/key?query}; the bucket is reached directly
     * @param headers {@code name: value}
     */
    static S3Request of(String line, String... headers) {
        return through(Optional.empty(), line, headers);
    }

    static S3Request through(Optional<String> accessPoint, String line, String... headers) {
        var method = line.substring(0, line.indexOf(' '));
        var target = line.substring(line.indexOf(' ') + 1);
        int question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        var fields = new Headers();
        for (var header : headers) {
            int colon = header.indexOf(':');
            fields.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        var head = new RequestHead(
                method,
                path,
                question < 0 ? "" : target.substring(question + 1),
                "localhost:9600",
                fields,
                "127.0.0.1",
                false);
        int slash = path.indexOf('/', 1);
        var bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        var key = slash < 0 ? "" : Percent.decode(path.substring(slash + 1));
        return S3Request.parse(
                head,
                bucket.isEmpty() ? Optional.empty() : Optional.of(new Address(bucket, accessPoint)),
                key.isEmpty() ? Optional.empty() : Optional.of(key));
    }
}
