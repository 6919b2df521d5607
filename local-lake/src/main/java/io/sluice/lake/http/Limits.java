package io.sluice.lake.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one client may cost the server. Beyond a bound of the head the answer is 431; a client that stands still for longer
 * than {@code idle}, in a head, in a body it sends or in an answer it does not take, loses its connection.
 *
 * @param idle how long nothing may move, how long a whole head may take, and how long a connection is kept between two requests
 * @param connections open at the same time; for a further one the connection that waited longest for a head is closed
 */
public record Limits(Duration idle, Head head, Bodies bodies, int connections) {
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(60), Head.DEFAULT, Bodies.DEFAULT, affordableConnections());

    private static final int FEWEST = 64;
    private static final int MOST = 16 * 1024;
    /** Buffers, and a head of the greatest size as it is read and as it is kept. */
    private static final long HEAP_OF_ONE = 256 * 1024;

    public Limits {
        if (!idle.isPositive() || connections < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }

    /**
     * The head of a request. A presigned URL with a session token takes about 3 KiB.
     *
     * @param bytes of the whole head
     * @param line bytes of the request line and of each header field
     * @param fields number of header fields
     */
    public record Head(int bytes, int line, int fields) {
        public static final Head DEFAULT = new Head(32 * 1024, 16 * 1024, 128);

        public Head {
            if (bytes < 1 || line < 1 || fields < 1) {
                throw new IllegalArgumentException("every limit must be positive");
            }
        }
    }

    /**
     * The bodies of requests.
     *
     * @param slowest bytes a second that a client must send on average, once {@code idle} has passed
     * @param held bytes of memory for the bodies that are held whole, of all connections together
     */
    public record Bodies(int slowest, long held) {
        public static final Bodies DEFAULT =
                new Bodies(500, Runtime.getRuntime().maxMemory() / 4);

        public Bodies {
            if (slowest < 1 || held < 1) {
                throw new IllegalArgumentException("every limit must be positive");
            }
        }
    }

    public Limits withIdle(Duration other) {
        return new Limits(other, head, bodies, connections);
    }

    /** As many as the heap has room for, and half the descriptors, since objects are files too. */
    private static int affordableConnections() {
        var heap = Runtime.getRuntime().maxMemory() / HEAP_OF_ONE;
        var descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() / 2
                : MOST;
        return Math.clamp(Math.min(heap, descriptors), FEWEST, MOST);
    }
}
