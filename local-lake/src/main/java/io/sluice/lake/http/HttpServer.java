package io.sluice.lake.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An HTTP/1.1 server that changes nothing of what it is sent: request targets and fields reach the {@link Handler} byte for
 * byte. One virtual thread serves a connection with blocking streams, so that a slow side slows the other and nothing is
 * queued. HttpCore reads heads and transfer codings. It accepts request targets in absolute form too, that is, it can be used as a proxy.
 * Rules: <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int BATCH = 64;
    private static final int BACKLOG = 512;

    private final ServerSocket listener = new ServerSocket();
    private final Shared shared;
    private final Limits limits;
    private final InstantSource clock;
    private final Semaphore places;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("http-watch").daemon().factory());

    private HttpServer(Limits limits, InstantSource clock, Handler handler) throws IOException {
        this.shared = Shared.of(handler, limits);
        this.limits = limits;
        this.clock = clock;
        this.places = new Semaphore(limits.connections());
    }

    /** Listens on {@code address} (port 0 takes a free one) until closed. */
    public static HttpServer start(InetSocketAddress address, Limits limits, InstantSource clock, Handler handler) {
        try {
            var server = new HttpServer(limits, clock, handler);
            server.listener.setReuseAddress(true);
            server.listener.bind(address, BACKLOG);
            var step = Math.max(20, limits.idle().toMillis() / 8);
            var _ = server.watch.scheduleWithFixedDelay(server::closeOverdue, step, step, TimeUnit.MILLISECONDS);
            Thread.ofPlatform().name("http-accept-" + server.port()).start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                makePlace();
                begin(socket);
            } catch (IOException | OutOfMemoryError e) {
                if (!listener.isClosed()) {
                    LOG.log(WARNING, "cannot accept a connection: {0}", e.getMessage());
                    closeLongestWaiting();
                    LockSupport.parkNanos(AFTER_FAILURE);
                }
            }
        }
    }

    /** Where no thread can be had, the place is free again. */
    private void begin(Socket socket) throws IOException {
        try {
            Thread.ofVirtual().name("http").start(() -> serve(socket));
        } catch (OutOfMemoryError e) {
            places.release();
            socket.close();
            throw e;
        }
    }

    /** Whoever keeps connections and says nothing does not keep others out. */
    private void makePlace() {
        while (!places.tryAcquire()) {
            closeLongestWaiting();
            LockSupport.parkNanos(STEP);
        }
    }

    /** Some at once, so that finding them costs little for each. */
    private void closeLongestWaiting() {
        record Waiting(long left, Client client) {}
        clients.stream()
                .filter(client -> client.connection.isIdle() && client.deadline.isSet())
                .map(client -> new Waiting(client.deadline.left(), client))
                .sorted(Comparator.comparingLong(Waiting::left))
                .limit(1 + limits.connections() / BATCH)
                .forEach(waiting -> waiting.client().cut());
    }

    private void serve(Socket socket) {
        try (socket) {
            var client = new Client(socket);
            clients.add(client);
            try {
                if (!listener.isClosed()) {
                    client.serve();
                }
            } finally {
                clients.remove(client);
            }
        } catch (IOException e) {
            LOG.log(DEBUG, "a connection ended: {0}", e.getClass().getName());
        } finally {
            places.release();
        }
    }

    private void closeOverdue() {
        clients.stream().filter(client -> client.deadline.passed()).forEach(Client::cut);
    }

    /** Takes no further request, lets the running ones end within a few seconds, and cuts what is left. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(DEBUG, "the listener did not close", e);
        }
        clients.forEach(client -> client.connection.endAfterThis());
        clients.stream().filter(client -> client.connection.isIdle()).forEach(Client::cut);
        awaitClients();
        clients.forEach(Client::cut);
        watch.shutdownNow();
    }

    private void awaitClients() {
        try {
            var all = limits.connections();
            if (places.tryAcquire(all, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(all);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connected socket, and what is needed to end it from outside. */
    private final class Client {
        private final Socket socket;
        private final Deadline deadline = new Deadline(limits.idle());
        private final Connection connection;

        Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(limits.idle().toMillis()));
            var wire = new Wire(socket.getInputStream(), deadline.bound(socket.getOutputStream()), clock, limits);
            this.connection = new Connection(wire, socket.getInetAddress().getHostAddress(), shared, deadline);
        }

        void serve() throws IOException {
            connection.serve();
            if (connection.bodyPending()) {
                linger();
            }
        }

        /** Closing with unread bytes makes the kernel reset the connection, and the answer may be lost with it. */
        private void linger() throws IOException {
            socket.shutdownOutput();
            socket.setSoTimeout(Math.toIntExact(LINGER.toMillis()));
            var rest = new byte[16 * 1024];
            var end = System.nanoTime() + LINGER.toNanos();
            var in = socket.getInputStream();
            var sending = true;
            while (sending && System.nanoTime() - end < 0) {
                sending = in.read(rest) >= 0;
            }
        }

        void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.log(DEBUG, "a connection did not close", e);
            }
        }
    }
}
