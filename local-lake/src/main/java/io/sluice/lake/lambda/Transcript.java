package io.sluice.lake.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What one execution environment says. Its process writes to a file, so that nothing of it is lost and nobody waits for it; from there it
 * goes to the function's log, between the lines that Lambda itself writes.
 */
final class Transcript implements AutoCloseable {
    private static final int TAIL = 4 * 1024;
    private static final int STEP = 1024 * 1024;
    /** From here on the file is emptied as soon as it was read. */
    private static final long LONG = 1024 * 1024;

    private final Path spool;
    private final FunctionLog log;
    private final FileChannel channel;
    private long position;
    private byte[] tail = {};
    private boolean lineEnded = true;

    Transcript(Path spool, FunctionLog log) throws IOException {
        this.spool = spool;
        this.log = log;
        this.channel = FileChannel.open(
                spool, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Where the process writes. */
    Path spool() {
        return spool;
    }

    /** Begins an invocation: what follows is its own. */
    synchronized void start(String line) {
        sweep();
        tail = new byte[0];
        line(line);
    }

    /** A line of Lambda's own, after all that the process wrote before. */
    synchronized void line(String text) {
        sweep();
        add(((lineEnded ? "" : "\n") + text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The last 4 KiB since the invocation began. */
    synchronized String tail() {
        return new String(tail, StandardCharsets.UTF_8);
    }

    /** Takes over what the process wrote. */
    synchronized void sweep() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            while (position < channel.size()) {
                add(read());
            }
            if (position > LONG) {
                channel.truncate(0);
                position = 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The output of a function could not be read", e);
        }
    }

    private byte[] read() throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(STEP, channel.size() - position));
        position += Math.max(0, channel.read(buffer, position));
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void add(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        log.append(bytes);
        lineEnded = bytes[bytes.length - 1] == '\n';
        var all = new ByteArrayOutputStream(tail.length + bytes.length);
        all.writeBytes(tail);
        all.writeBytes(bytes);
        var joined = all.toByteArray();
        tail = joined.length <= TAIL ? joined : Arrays.copyOfRange(joined, joined.length - TAIL, joined.length);
    }

    @Override
    public synchronized void close() throws IOException {
        sweep();
        channel.close();
        Files.deleteIfExists(spool);
    }
}
