package io.sluice.lake.storage;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Looks through the database's logs before it is opened. One write is on its way to the disk at a time, so a crash leaves one unfinished
 * at the very end, which nobody was told of: it is cut off. Damage with further writes behind it is none of a crash: those were
 * acknowledged, and RocksDB would leave them out without a word, so that is an error.
 */
final class IndexLogs {
    static final String BACKUP = "Put the data folder back from a backup";

    private static final Logger LOG = System.getLogger(IndexLogs.class.getName());

    private IndexLogs() {}

    /**
     * Leaves logs that are whole.
     *
     * @throws DamagedIndexException where acknowledged writes lie behind damage; nothing was changed then
     */
    static void settle(Path index) throws IOException {
        checkManifest(index);
        var logs = logs(index);
        for (int i = 0; i < logs.size(); i++) {
            var log = LogFile.read(logs.get(i));
            var torn = log.torn();
            if (torn.isPresent()) {
                boolean followed = log.isFollowed() || hasWrites(logs.subList(i + 1, logs.size()));
                settle(log, torn, followed);
            }
        }
    }

    private static void settle(LogFile log, OptionalLong torn, boolean followed) throws IOException {
        long at = torn.getAsLong();
        if (followed) {
            throw new DamagedIndexException(
                    "%s is damaged at byte %d: what is there was never written, and acknowledged changes follow it. Nothing was"
                                    .formatted(log.file(), at)
                            + " changed. %s, or give up those changes with: truncate -s %d %s"
                                    .formatted(BACKUP, at, log.file()));
        }
        LOG.log(
                Level.WARNING,
                "{0}: cut off {1} bytes of a write that was never acknowledged",
                log.file(),
                log.length() - at);
        try (var channel = FileChannel.open(log.file(), StandardOpenOption.WRITE)) {
            channel.truncate(at);
            channel.force(true);
        }
    }

    private static boolean hasWrites(List<Path> logs) throws IOException {
        for (var each : logs) {
            if (LogFile.read(each).hasWrites()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The list of tables. RocksDB takes one that ends early for an older one, and deletes what is not on it; killing a process does not
     * cut a line of it in two, so this is damage, or a power failure in just that moment.
     */
    private static void checkManifest(Path index) throws IOException {
        var current = index.resolve("CURRENT");
        if (!Files.exists(current)) {
            if (isUsed(index)) {
                throw new DamagedIndexException(
                        current + " is not there, but tables are. Nothing was changed. " + BACKUP);
            }
            return;
        }
        var manifest = index.resolve(Files.readString(current).strip());
        var torn = Files.isRegularFile(manifest) ? LogFile.read(manifest).torn() : OptionalLong.of(0);
        if (torn.isPresent()) {
            throw new DamagedIndexException(
                    "%s is damaged at byte %d. Nothing was changed. %s, or, where it was a power failure: truncate -s %2$d %1$s"
                            .formatted(manifest, torn.getAsLong(), BACKUP));
        }
    }

    private static boolean isUsed(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.anyMatch(
                    file -> file.toString().endsWith(".sst") || file.toString().endsWith(".log"));
        }
    }

    /** In the order of writing: their names are numbers of six digits or more. */
    private static List<Path> logs(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
                    .sorted((a, b) -> Long.compare(number(a), number(b)))
                    .toList();
        }
    }

    private static long number(Path log) {
        var name = log.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }
}
