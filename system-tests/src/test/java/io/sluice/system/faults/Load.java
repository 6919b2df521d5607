package io.sluice.system.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What share of the machine's processors a group of processes has used since it was last asked. */
final class Load {
    private final Map<Long, Duration> before = new HashMap<>();
    private long asked = System.nanoTime();

    /** The first answer counts each process from its start. */
    double share(List<ProcessHandle> processes) {
        long used = 0;
        for (var process : processes) {
            var total = process.info().totalCpuDuration().orElse(Duration.ZERO);
            var known = before.put(process.pid(), total);
            used += total.minus(known == null ? Duration.ZERO : known).toNanos();
        }
        long now = System.nanoTime();
        double share = (double) used / (now - asked) / Runtime.getRuntime().availableProcessors();
        asked = now;
        return share;
    }
}
