package io.sluice.system.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection on which exactly those bytes are sent that a test wants, one character a byte. */
final class Raw implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST = 8 << 20;

    private final Socket socket;
    private final InputStream in;

    /** What came back; of the body one character a byte. */
    record Answer(int status, Map<String, String> headers, String body) {
        String text() {
            return new String(bytes(body), StandardCharsets.UTF_8);
        }
    }

    private Raw(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Raw to(URI server) throws IOException {
        return new Raw(new Socket(InetAddress.getLoopbackAddress(), server.getPort()));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends that on a connection of its own and says that no more will come; empty where the server only closed.
     *
     * @param patience how long it is waited for an answer before that is said: some servers hang up on whoever says so
     */
    static Optional<Answer> ask(URI server, byte[] request, Duration patience) throws IOException {
        try (var raw = to(server)) {
            raw.tell(request);
            if (!raw.hears(patience)) {
                raw.endOutput();
            }
            return raw.answer(LIMIT);
        }
    }

    /** Sends as much as the server takes: one that has answered need not read on. */
    private void tell(byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException closed) {
            // What it answered, if anything, is read.
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
    }

    /** The same block so many times, as long as the server takes it. */
    void pour(int times, byte[] block) {
        for (int i = 0; i < times; i++) {
            tell(block);
        }
    }

    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // Then it knows already.
        }
    }

    /** Whether something came, be it the end. */
    boolean hears(Duration patience) throws IOException {
        if (patience.isZero()) {
            return false;
        }
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        try {
            in.mark(1);
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** The next answer; empty where the server closed instead. Saying nothing at all is a failure. */
    Optional<Answer> answer(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        try {
            var answer = next();
            while (answer.isPresent() && answer.get().status() == 100) {
                answer = next();
            }
            return answer;
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("neither answered nor closed within " + limit, silent);
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private Optional<Answer> next() throws IOException {
        var first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var status = Integer.parseInt(first.split(" ", 3)[1]);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var field = line(); !field.isEmpty(); field = line()) {
            var colon = field.indexOf(':');
            headers.put(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        return Optional.of(new Answer(status, headers, status == 100 ? "" : body(headers)));
    }

    /** Without a length it is read to the end, in pieces or not. */
    private String body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        var body = in.readNBytes(length == null ? MOST : Math.min(MOST, Integer.parseInt(length)));
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        var text = new ByteArrayOutputStream();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            text.write(c);
        }
        return text.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
