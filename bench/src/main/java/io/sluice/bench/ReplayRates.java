package io.sluice.bench;

import com.sun.management.OperatingSystemMXBean;
import io.sluice.catalogue.replay.Replay;
import io.sluice.catalogue.replay.Report;
import io.sluice.catalogue.replay.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines a second of each kind of log, by the clock and by the CPU time of the whole process: on a machine that is busy the clock measures the
 * others.
 */
public final class ReplayRates {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int DIFFERENT = 50_000;

    private ReplayRates() {}

    /** Prints a table; the argument is how many lines each log has. */
    public static void main(String[] arguments) throws IOException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        long start = System.nanoTime();
        var catalogue = LargeCatalogue.FULL.read();
        var replay = Replay.of(catalogue);
        System.out.printf("catalogue read and rendered, %.1f s%n", (System.nanoTime() - start) / 1e9);
        System.out.printf("%-22s %12s %12s %14s %10s%n", "LOG", "LINES", "LINES/S", "LINES/CPU S", "MIB/S");
        run(replay, "lake", lines, ReplayLines::lake, "", "\n", "");
        run(replay, "CloudTrail", lines, ReplayLines::cloudTrail, "{\"Records\":[", ",", "{}]}");
        run(replay, "S3 server access log", lines, ReplayLines::server, "", "\n", "");
    }

    private static void run(
            Replay replay,
            String name,
            int lines,
            IntFunction<String> line,
            String before,
            String between,
            String after)
            throws IOException {
        var once = IntStream.range(0, DIFFERENT)
                .mapToObj(line)
                .collect(Collectors.joining(between, "", between))
                .getBytes(StandardCharsets.UTF_8);
        int times = Math.max(1, lines / DIFFERENT);
        var source = new Source(name, () -> log(once, times, before, after));
        measure(replay, new Source(name, () -> log(once, Math.min(4, times), before, after)));
        var took = measure(replay, source);
        double mebibytes = (double) once.length * times / (1 << 20);
        System.out.printf(
                "%-22s %,12d %,12.0f %,14.0f %10.0f%n",
                name, took.lines, took.lines / took.seconds, took.lines / took.cpuSeconds, mebibytes / took.seconds);
    }

    private record Took(long lines, double seconds, double cpuSeconds) {}

    private static Took measure(Replay replay, Source source) throws IOException {
        long before = replay.report().lines();
        long decidedBefore = decided(replay.report());
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        replay.read(List.of(source), _ -> {});
        var took = new Took(
                replay.report().lines() - before,
                (System.nanoTime() - start) / 1e9,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        long decided = decided(replay.report()) - decidedBefore;
        if (decided < took.lines * 9 / 10) {
            throw new IllegalStateException("Only " + decided + " of " + took.lines + " are decided");
        }
        return took;
    }

    private static long decided(Report report) {
        return report.stillAllowed() + report.stillRefused();
    }

    /** The same lines again and again: nothing is kept of a line that would make the second time easier. */
    private static InputStream log(byte[] once, int times, String before, String after) {
        var parts = Stream.of(
                        Stream.of(before.getBytes(StandardCharsets.UTF_8)),
                        Stream.generate(() -> once).limit(times),
                        Stream.of(after.getBytes(StandardCharsets.UTF_8)))
                .flatMap(each -> each)
                .map(bytes -> (InputStream) new ByteArrayInputStream(bytes))
                .toList();
        return new SequenceInputStream(Collections.enumeration(parts));
    }
}
