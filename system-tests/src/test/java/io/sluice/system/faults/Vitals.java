package io.sluice.system.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a JVM holds at one moment, as Linux and the JVM itself tell.
 *
 * @param heap kilobytes of heap in use after a full collection
 * @param resident kilobytes of memory
 */
record Vitals(long heap, long resident, long files, long threads) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** Empty where it has ended meanwhile, or does not tell in time; whoever judges a series counts its samples. */
    static Optional<Vitals> of(ProcessHandle process) throws InterruptedException {
        var folder = Path.of("/proc", Long.toString(process.pid()));
        try {
            Jcmd.ask(process, "GC.run");
            long heap = used(Jcmd.ask(process, "GC.heap_info"));
            var status = Files.readString(folder.resolve("status"));
            try (var files = Files.list(folder.resolve("fd"))) {
                return Optional.of(new Vitals(heap, field(status, "VmRSS"), files.count(), field(status, "Threads")));
            }
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Of the heap alone, which comes first; in some JDKs metaspace follows. */
    static long used(String info) {
        int metaspace = info.indexOf("Metaspace");
        long used = USED.matcher(metaspace < 0 ? info : info.substring(0, metaspace))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        if (used == 0) {
            throw new IllegalArgumentException("no heap in: " + info);
        }
        return used;
    }

    private static long field(String status, String name) throws IOException {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name));
    }
}
