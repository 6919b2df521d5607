package io.sluice.lake.objectlambda;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Headers;
import io.sluice.lake.s3.XmlOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brings the answer of a function to its caller, on the caller's thread and with one buffer. Once its head was sent, whatever breaks
 * cuts the connection, so that no caller takes a part for the whole.
 */
final class Delivery {
    private static final int BUFFER = 1 << 16;

    private final Exchange exchange;
    private final String requestId;
    private final String hostId;
    private long bytes;

    Delivery(Exchange exchange, String requestId, String hostId) {
        this.exchange = exchange;
        this.requestId = requestId;
        this.hostId = hostId;
    }

    /** Bytes of body that were sent. */
    long bytes() {
        return bytes;
    }

    /**
     * What a function writes.
     *
     * @throws IOException where either side broke
     */
    void write(Reply reply) throws IOException {
        var response = reply.response();
        try {
            if (response.error().isPresent()) {
                error(response);
            } else if (response.status() == 304) {
                exchange.respond(304, common(response.headers()), 0).close();
            } else {
                body(reply);
            }
            reply.delivered();
        } catch (AwsException broken) {
            reply.failed(broken);
            throw new IOException("a function broke while it wrote: " + broken.code(), broken);
        } catch (IOException | RuntimeException gone) {
            reply.failed(new AwsException(ErrorCode.ConnectionClosedByRequester));
            throw gone;
        }
    }

    private void body(Reply reply) throws IOException {
        var response = reply.response();
        var length = reply.body().length();
        var meter = meter(response);
        var in = reply.body().stream();
        try (var out = exchange.respond(response.status(), common(response.headers()), length.orElse(-1))) {
            transfer(in, out, meter, response);
        }
    }

    /** Only of what the caller asked to have checked. */
    private Optional<ChecksumMeter> meter(Response response) {
        return exchange.head()
                .headers()
                .first("x-amz-checksum-mode")
                .filter("ENABLED"::equalsIgnoreCase)
                .flatMap(_ -> response.checksumAlgorithm())
                .map(ChecksumMeter::of);
    }

    /**
     * What came is handed on at once: a function may write slowly. Where there is a checksum to hold the body against, one part is kept back,
     * so that a body that does not match never comes to its end.
     */
    private void transfer(InputStream in, OutputStream out, Optional<ChecksumMeter> meter, Response response)
            throws IOException {
        var buffer = new byte[BUFFER];
        if (meter.isPresent()) {
            checked(in, out, meter.get(), response.checksum());
            return;
        }
        for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
            send(out, buffer, n);
            out.flush();
        }
    }

    private void checked(InputStream in, OutputStream out, ChecksumMeter meter, String checksum) throws IOException {
        var held = new byte[0];
        var buffer = new byte[BUFFER];
        for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
            send(out, held, held.length);
            held = Arrays.copyOf(buffer, n);
            meter.update(held, 0, n);
        }
        if (!meter.value().equals(checksum)) {
            throw Response.invalid("The checksum does not match the body.");
        }
        send(out, held, held.length);
    }

    private void send(OutputStream out, byte[] part, int length) throws IOException {
        out.write(part, 0, length);
        bytes += length;
    }

    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException broken) {
            throw new AwsException(ErrorCode.IncompleteBody);
        }
    }

    /** What a function returned. */
    void write(Returned returned) throws IOException {
        var response = returned.response();
        if (returned.document().isPresent()) {
            document(response, returned.document().get().getBytes(StandardCharsets.UTF_8));
        } else if (exchange.head().method().equals("HEAD")) {
            exchange.respond(
                            response.status(),
                            common(response.headers()),
                            returned.length().orElse(0))
                    .close();
        } else {
            error(response);
        }
    }

    private void error(Response response) throws IOException {
        var failure = response.error().orElse(new Response.Failure("InternalError", ""));
        var document = XmlOut.plain("Error")
                .text("Code", failure.code())
                .text("Message", failure.message())
                .text("RequestId", requestId)
                .text("HostId", hostId);
        document(response, document.bytes());
    }

    private void document(Response response, byte[] document) throws IOException {
        var headers = common(response.headers()).set("Content-Type", "application/xml");
        try (var out = exchange.respond(response.status(), headers, document.length)) {
            send(out, document, document.length);
        }
    }

    private Headers common(Headers own) {
        var all = new Headers()
                .set("x-amz-request-id", requestId)
                .set("x-amz-id-2", hostId)
                .set("Server", "AmazonS3");
        own.forEach(all::set);
        return all;
    }
}
