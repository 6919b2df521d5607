package io.sluice.lake.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes exactly what a test says on a socket, one character a byte, and reads answers. */
final class RawClient implements AutoCloseable {
    record Answer(int status, Map<String, String> headers, String text) {}

    private final Socket socket;
    private final InputStream in;

    RawClient(HttpServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    boolean answerIsWaiting() throws IOException {
        return in.available() > 0;
    }

    Answer answer() throws IOException {
        return answer("GET");
    }

    Answer answer(String method) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var field = line(); !field.isEmpty(); field = line()) {
            var colon = field.indexOf(':');
            headers.put(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        var bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return new Answer(status, headers, bodiless ? "" : new String(body(headers), StandardCharsets.ISO_8859_1));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!headers.containsKey("transfer-encoding")) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    /** Only the head of an answer. */
    String head() throws IOException {
        var text = new StringBuilder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            text.append((char) c);
        }
        return text.toString().stripTrailing();
    }

    InputStream in() {
        return in;
    }

    /** Whether the server has closed its side. */
    boolean isCutByServer() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
