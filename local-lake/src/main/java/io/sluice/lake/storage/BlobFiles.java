package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of larger bodies: random names, 256 folders. A file is there before a row names it and goes after no row does, so that
 * one that a crash leaves over belongs to nobody. A file that is being read is deleted when the last reader is done.
 */
final class BlobFiles {
    private final Path root;
    private final int epoch;
    private final ConcurrentHashMap<String, Path> shards = new ConcurrentHashMap<>();
    /** A map without monitors: a virtual thread that is next at one but has no carrier would hold up everybody behind it. */
    private final ConcurrentSkipListMap<BlobName, Readers> readers =
            new ConcurrentSkipListMap<>(Comparator.comparingLong(BlobName::low).thenComparingLong(BlobName::high));

    private volatile boolean stopped;

    BlobFiles(Path root, int epoch) throws IOException {
        this.root = Files.createDirectories(root);
        this.epoch = epoch;
        sync(this.root.toAbsolutePath().getParent());
    }

    /** A name whose folder is there. */
    BlobName newName() {
        var name = BlobName.random(epoch);
        shards.computeIfAbsent(name.shard(), this::makeShard);
        return name;
    }

    private Path makeShard(String name) {
        try {
            var shard = Files.createDirectories(root.resolve(name));
            sync(root);
            return shard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(BlobName name) {
        return root.resolve(name.shard()).resolve(name.fileName());
    }

    /** Brings the name of a new file to the disk. */
    void syncName(BlobName name) throws IOException {
        sync(root.resolve(name.shard()));
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Keeps the file from being deleted until {@link #release}. */
    void pin(BlobName name) {
        readers.merge(name, new Readers(1, false), (old, one) -> new Readers(old.count + 1, old.doomed));
    }

    void release(BlobName name) {
        var doomed = new boolean[1];
        readers.computeIfPresent(name, (_, old) -> {
            doomed[0] = old.count == 1 && old.doomed;
            return old.count == 1 ? null : new Readers(old.count - 1, old.doomed);
        });
        if (doomed[0]) {
            remove(name);
        }
    }

    /** Deletes the file, now or after its last reader. No row may name it any more. */
    void delete(BlobName name) {
        var pinned = readers.computeIfPresent(name, (_, old) -> new Readers(old.count, true));
        if (pinned == null) {
            remove(name);
        }
    }

    private void remove(BlobName name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes what earlier starts left over, until it is stopped.
     *
     * @return how many files
     */
    int sweep(Predicate<BlobName> used) throws IOException {
        int swept = 0;
        for (var shard : list(root)) {
            for (var file : Files.isDirectory(shard) ? list(shard) : List.<Path>of()) {
                if (stopped) {
                    return swept;
                }
                var name = BlobName.parse(file.getFileName().toString());
                if (name.isPresent() && name.get().epoch() != epoch && !used.test(name.get())) {
                    remove(name.get());
                    swept++;
                }
            }
        }
        return swept;
    }

    void stopSweeping() {
        stopped = true;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private record Readers(int count, boolean doomed) {}
}
