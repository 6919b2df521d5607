package io.sluice.redaction.door;

import static java.util.Objects.requireNonNull;

import io.sluice.redaction.Format;
import io.sluice.redaction.Redactor;
import io.sluice.redaction.UnredactableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Redacted bytes on their way to a reader. What fits into memory, and every range and part, is redacted to its end before
 * anything leaves, so that a failure is an error with a status of its own; of a longer whole object the failure breaks the
 * stream.
 *
 * @param status 200, or 206 for a range or a part
 * @param length of the body, where it is known
 * @param range the {@code Content-Range}
 * @param parts of how many parts the object consists, where one was asked for
 */
public record Served(int status, OptionalLong length, Optional<String> range, OptionalInt parts, InputStream body)
        implements AutoCloseable {
    private static final int IN_MEMORY = 8 << 20;

    public Served {
        requireNonNull(length);
        requireNonNull(range);
        requireNonNull(parts);
        requireNonNull(body);
    }

    /**
     * Redacts what {@code source} holds and selects from it; the source is closed with the body, or on failure.
     *
     * @throws RefusedException 416 and 400 where there are no such bytes, 500 where the object cannot be redacted
     * @throws IOException where the source broke
     */
    public static Served of(Redactor redactor, Format format, InputStream source, Selection selection)
            throws IOException, RefusedException {
        try {
            return switch (selection) {
                case Selection.Whole() -> whole(new RedactedStream(redactor, format, source));
                case Selection.Span(long first, long last) ->
                    span(spooled(redactor, format, source, new Spool(first, last)), first);
                case Selection.Suffix(long bytes) ->
                    suffix(spooled(redactor, format, source, new Spool(0, Long.MAX_VALUE)), bytes);
                case Selection.Part(int number) -> part(redactor, format, source, number);
            };
        } catch (IOException | RefusedException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    private static Served whole(RedactedStream stream) throws IOException, RefusedException {
        byte[] head;
        try {
            head = stream.readNBytes(IN_MEMORY);
        } catch (IOException broken) {
            throw cause(broken);
        }
        if (head.length < IN_MEMORY) {
            stream.close();
            return new Served(
                    200,
                    OptionalLong.of(head.length),
                    Optional.empty(),
                    OptionalInt.empty(),
                    new ByteArrayInputStream(head));
        }
        return new Served(
                200,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                new SequenceInputStream(new ByteArrayInputStream(head), stream));
    }

    private static IOException cause(IOException broken) throws RefusedException {
        if (broken.getCause() instanceof UnredactableException unredactable) {
            throw RefusedException.unredactable(unredactable.getMessage());
        }
        return broken;
    }

    private static Spool spooled(Redactor redactor, Format format, InputStream source, Spool spool)
            throws IOException, RefusedException {
        boolean done = false;
        try {
            redactor.redact(format, source, spool);
            source.close();
            done = true;
            return spool;
        } catch (UnredactableException unredactable) {
            throw RefusedException.unredactable(unredactable.getMessage());
        } finally {
            if (!done) {
                spool.free();
            }
        }
    }

    private static Served span(Spool spool, long first) throws IOException, RefusedException {
        if (first >= spool.count()) {
            spool.free();
            throw notSatisfiable();
        }
        return partial(spool, first, spool.kept(), OptionalInt.empty());
    }

    private static Served suffix(Spool spool, long bytes) throws IOException, RefusedException {
        long length = Math.min(bytes, spool.count());
        if (length == 0) {
            spool.free();
            throw notSatisfiable();
        }
        return partial(spool, spool.count() - length, length, OptionalInt.empty());
    }

    private static Served part(Redactor redactor, Format format, InputStream source, int number)
            throws IOException, RefusedException {
        long first = (number - 1) * Selection.PART_BYTES;
        Spool spool = spooled(redactor, format, source, new Spool(first, first + Selection.PART_BYTES - 1));
        int parts = (int) Math.max(1, Math.ceilDiv(spool.count(), Selection.PART_BYTES));
        if (number > parts) {
            spool.free();
            throw new RefusedException(400, "InvalidPart", "The redacted object has " + parts + " parts of 5 MiB");
        }
        if (spool.count() == 0) {
            return new Served(
                    200, OptionalLong.of(0), Optional.empty(), OptionalInt.of(parts), InputStream.nullInputStream());
        }
        return partial(spool, first, spool.kept(), OptionalInt.of(parts));
    }

    private static Served partial(Spool spool, long first, long length, OptionalInt parts) throws IOException {
        String range = "bytes " + first + "-" + (first + length - 1) + "/" + spool.count();
        return new Served(206, OptionalLong.of(length), Optional.of(range), parts, spool.last(length));
    }

    private static RefusedException notSatisfiable() {
        return new RefusedException(416, "InvalidRange", "The requested range is not satisfiable");
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
