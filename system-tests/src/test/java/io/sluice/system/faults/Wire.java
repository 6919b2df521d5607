package io.sluice.system.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The line between services and lake, in a state that a test chooses at any moment. The lake itself knows nothing of it. */
final class Wire implements AutoCloseable {

    enum State {
        /** Everything passes. */
        WHOLE,
        /** Nothing passes, on old connections and on new ones, and nobody is told. */
        SILENT,
        /** S3's answer to who asks too much: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">503 SlowDown</a>. */
        BUSY,
        /** Connections end as soon as they are made. */
        CUT
    }

    private static final byte[] SLOW_DOWN = slowDown();

    private final ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger met = new AtomicInteger();
    private volatile State state = State.WHOLE;

    /** @param target the port on this machine where what passes arrives */
    Wire(int target) throws IOException {
        this.target = target;
        Thread.ofPlatform().daemon().name("wire").start(this::accept);
    }

    private static byte[] slowDown() {
        var body =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request"
                        + " rate.</Message></Error>";
        var head = "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    URI address() {
        return URI.create("http://localhost:" + listener.getLocalPort());
    }

    /** Connections that are open end with the old state, except that a line which goes silent says nothing. */
    void is(State next) {
        var before = state;
        state = next;
        if (next != State.SILENT && next != before) {
            open.forEach(Wire::end);
        }
    }

    /** How many connections have met another state than a whole line. */
    int met() {
        return met.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // Closed, or a connection that was gone before it was taken.
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            switch (state) {
                case WHOLE -> connect(client);
                case SILENT -> swallow(client.getInputStream());
                case BUSY -> refuse(client);
                case CUT -> met.incrementAndGet();
            }
        } catch (IOException _) {
            // One side has gone, and with it the other.
        } finally {
            open.remove(client);
        }
    }

    private void connect(Socket client) throws IOException {
        try (var lake = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(lake);
            var back = Thread.ofVirtual().start(() -> pump(lake, client));
            pump(client, lake);
            back.join();
            open.remove(lake);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (state == State.SILENT) {
                    swallow(in);
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // Ended by either side, or by the test.
        } finally {
            end(from);
            end(to);
        }
    }

    /** Until the client gives up, or the state changes. */
    private void swallow(InputStream in) throws IOException {
        met.incrementAndGet();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void refuse(Socket client) throws IOException {
        met.incrementAndGet();
        var in = client.getInputStream();
        int matched = 0;
        while (matched < 4) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            matched = read == "\r\n\r\n".charAt(matched) ? matched + 1 : read == '\r' ? 1 : 0;
        }
        client.getOutputStream().write(SLOW_DOWN);
        client.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Wire::end);
    }
}
