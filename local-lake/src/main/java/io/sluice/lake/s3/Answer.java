package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Objects;

/**
 * The answer to one request, with the headers that every answer of S3 has: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html">common response headers</a>.
 */
public final class Answer {
    private final Exchange exchange;
    private final String requestId;
    private final String hostId;
    private final Headers headers = new Headers();
    private int status;
    private long bytes;

    public Answer(Exchange exchange, String requestId, String hostId, Clock clock) {
        this.exchange = Objects.requireNonNull(exchange);
        this.requestId = Objects.requireNonNull(requestId);
        this.hostId = Objects.requireNonNull(hostId);
        headers.set("x-amz-request-id", requestId)
                .set("x-amz-id-2", hostId)
                .set("Date", HeaderText.httpDate(clock.instant()))
                .set("Server", "AmazonS3");
    }

    /** The status that was sent; 0 before. */
    public int status() {
        return status;
    }

    /** The ids that the answer carries: of the request, and of the host. */
    public String requestId() {
        return requestId;
    }

    String hostId() {
        return hostId;
    }

    /** Bytes of body that were sent. */
    public long bytes() {
        return bytes;
    }

    /** Headers of the answer to come, be it good or an error. */
    Headers headers() {
        return headers;
    }

    /** An answer without a body. */
    void empty(int code) throws IOException {
        status = code;
        exchange.respond(code, headers, 0).close();
    }

    void xml(XmlOut document) throws IOException {
        xml(200, document.bytes());
    }

    void xml(int code, byte[] document) throws IOException {
        headers.set("Content-Type", "application/xml");
        send(code, document);
    }

    void json(byte[] document) throws IOException {
        headers.set("Content-Type", "application/json");
        send(200, document);
    }

    private void send(int code, byte[] document) throws IOException {
        status = code;
        try (var out = exchange.respond(code, headers, document.length)) {
            if (!isHead()) {
                out.write(document);
                bytes = document.length;
            }
        }
    }

    /** The head of an answer whose body {@code HEAD} asked not to see. */
    void headOnly(int code, long length) throws IOException {
        status = code;
        exchange.respond(code, headers, length).close();
    }

    void stream(int code, InputStream body, long length) throws IOException {
        status = code;
        try (var out = exchange.respond(code, headers, length)) {
            bytes = body.transferTo(out);
        }
        if (bytes != length) {
            throw new IOException("the body ended after " + bytes + " of " + length + " bytes");
        }
    }

    /**
     * Refuses in S3's form: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">error responses</a>. Where the
     * answer has begun nothing can be said any more, and the connection is cut.
     *
     * @throws IOException where the answer has begun
     */
    public void error(AwsException error) throws IOException {
        if (exchange.responded()) {
            throw new IOException("the answer had begun when it failed: " + error.code(), error);
        }
        var document = XmlOut.plain("Error").text("Code", error.code().name()).text("Message", error.getMessage());
        error.details().forEach(document::text);
        document.text("RequestId", requestId).text("HostId", hostId);
        if (isHead()) {
            headers.set("Content-Type", "application/xml");
            empty(error.code().status());
        } else {
            xml(error.code().status(), document.bytes());
        }
    }

    private boolean isHead() {
        return exchange.head().method().equals("HEAD");
    }
}
