package io.sluice.redaction.door.objectlambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;

/**
 * What the function returns for HeadObject and listings
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html">writing functions</a>).
 */
record Returned(ObjectNode json) {
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final String METADATA = "x-amz-meta-";
    private static final Set<String> NUMBERS = Set.of("x-amz-missing-meta", "x-amz-tagging-count");

    Returned {
        requireNonNull(json);
    }

    static Returned done() {
        return new Returned(TREE.createObjectNode().put("statusCode", 200));
    }

    static Returned error(S3Error error) {
        return new Returned(TREE.createObjectNode()
                .put("statusCode", error.status())
                .put("errorCode", error.code())
                .put("errorMessage", error.message()));
    }

    static Returned head(int status, Map<String, String> leaving) {
        ObjectNode json = TREE.createObjectNode().put("statusCode", status);
        ObjectNode headers = json.putObject("headers");
        ObjectNode metadata = json.putObject("metadata");
        leaving.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            } else if (NUMBERS.contains(name)) {
                headers.put(name, Long.parseLong(value));
            } else {
                headers.put(name, value);
            }
        });
        headers.put("accept-ranges", "bytes").put("Content-Length", 0);
        return new Returned(json);
    }

    static Returned listing(String xml) {
        return new Returned(TREE.createObjectNode().put("statusCode", 200).put("listResultXml", xml));
    }

    void write(OutputStream out) throws IOException {
        TREE.writeValue(out, json);
    }
}
