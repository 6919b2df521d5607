package io.sluice.broker.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.broker.person.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What was given out, in a folder of files of JSON lines. Each running broker appends to a file of its own and reads those of all, so that
 * several of them over one shared folder tell the same. A line is written before the credentials leave: what cannot be written down is not
 * given out.
 */
public final class History implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(History.class);
    private static final String SUFFIX = ".vends.ndjson";
    private static final int MOST_EACH = 500;

    private final Path folder;
    private final ObjectMapper json;
    private final FileChannel own;
    private final Tail tail;
    private final Map<String, Deque<Vend>> byPerson = new HashMap<>();

    public History(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
        this.tail = new Tail(folder, SUFFIX);
        try {
            Files.createDirectories(folder);
            own = FileChannel.open(
                    folder.resolve(UUID.randomUUID() + SUFFIX),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The folder of the history cannot be used: " + folder, unusable);
        }
    }

    public synchronized void add(Vend vend) {
        try {
            ByteBuffer line = ByteBuffer.wrap((json.writeValueAsString(vend) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                own.write(line);
            }
        } catch (IOException unwritten) {
            throw new UncheckedIOException("The history cannot be written to " + folder, unwritten);
        }
    }

    /** What this person was given, newest first, the newest 500. */
    public synchronized List<Vend> of(Person person) {
        try {
            tail.added().forEach(this::take);
        } catch (IOException unread) {
            throw new UncheckedIOException("The history cannot be read from " + folder, unread);
        }
        return byPerson.getOrDefault(person.key(), new ArrayDeque<>()).stream()
                .sorted(Comparator.comparing(Vend::at).reversed())
                .toList();
    }

    private void take(String line) {
        try {
            Vend vend = json.readValue(line, Vend.class);
            Deque<Vend> theirs = byPerson.computeIfAbsent(vend.person(), person -> new ArrayDeque<>());
            theirs.addLast(vend);
            if (theirs.size() > MOST_EACH) {
                theirs.removeFirst();
            }
        } catch (JsonProcessingException damaged) {
            LOG.warnf("A line of the history in %s cannot be read: %s", folder, damaged.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        try {
            own.close();
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }
}
