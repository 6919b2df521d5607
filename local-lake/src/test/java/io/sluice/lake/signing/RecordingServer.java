package io.sluice.lake.signing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes any request, answers 200 with an empty body, and keeps the bytes that came. */
final class RecordingServer implements AutoCloseable {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<byte[]> requests = new ArrayList<>();

    RecordingServer() throws IOException {
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The requests since the last call. */
    List<byte[]> take() {
        synchronized (requests) {
            var taken = List.copyOf(requests);
            requests.clear();
            return taken;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                record(socket);
            } catch (IOException _) {
                // The client of this one went away, or the server is closed; the next one is as good.
            }
        }
    }

    private void record(Socket socket) throws IOException {
        var request = new ByteArrayOutputStream();
        var in = socket.getInputStream();
        var head = head(in, request);
        if (head.contains("\r\nexpect: 100-continue")) {
            socket.getOutputStream().write(CONTINUE);
        }
        request.write(in.readNBytes(contentLength(head)));
        synchronized (requests) {
            requests.add(request.toByteArray());
        }
        socket.getOutputStream().write(OK);
    }

    private static String head(InputStream in, ByteArrayOutputStream request) throws IOException {
        while (true) {
            var c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            request.write(c);
            var text = request.toString(StandardCharsets.ISO_8859_1);
            if (c == '\n' && text.endsWith("\r\n\r\n")) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
    }

    private static int contentLength(String head) {
        var field = "\r\ncontent-length:";
        var at = head.indexOf(field);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + field.length(), head.indexOf('\r', at + 2))
                        .strip());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
