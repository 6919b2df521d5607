package io.sluice.bench;

import io.sluice.iam.Decision;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * The cases of {@link PolicyDecisions} by the CPU time of their thread, for machines that have other work to do: there the
 * wall clock measures the others.
 */
public final class PolicyDecisionsPerCpuSecond {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long SECOND = 1_000_000_000L;
    private static final int BATCH = 64;

    private PolicyDecisionsPerCpuSecond() {}

    /** Prints decisions a second of CPU and nanoseconds a decision for each case. */
    public static void main(String[] arguments) {
        var decisions = new PolicyDecisions();
        for (int statements : new int[] {20, 10_000}) {
            var bucket = new PolicyDecisions.OneBucketPolicy();
            bucket.statements = statements;
            bucket.prepare();
            report(
                    "bucket policy of " + statements + ", allowed",
                    () -> decisions.bucketPolicyAllowsTheLastApplication(bucket));
            report(
                    "bucket policy of " + statements + ", refused",
                    () -> decisions.bucketPolicyRefusesTheWrongPrefix(bucket));
        }
        for (int count : new int[] {10, 10_000}) {
            var points = new PolicyDecisions.AccessPoints();
            points.accessPoints = count;
            points.prepare();
            report("one of " + count + " access points", () -> decisions.accessPointAllows(points));
        }
    }

    private static void report(String name, Supplier<Decision> decide) {
        run(decide, 4 * SECOND);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            best = Math.min(best, run(decide, SECOND));
        }
        System.out.printf("%-36s %,12d decisions/CPU s %,10d ns%n", name, SECOND * 1000 / best, best / 1000);
    }

    /** Decides for so much CPU time and tells the picoseconds of one decision. */
    private static long run(Supplier<Decision> decide, long nanos) {
        long start = THREADS.getCurrentThreadCpuTime();
        long took = 0;
        long count = 0;
        int allowed = 0;
        while (took < nanos) {
            for (int i = 0; i < BATCH; i++) {
                allowed += decide.get().isAllowed() ? 1 : 0;
            }
            count += BATCH;
            took = THREADS.getCurrentThreadCpuTime() - start;
        }
        if (allowed != 0 && allowed != count) {
            throw new IllegalStateException("The same request was decided in two ways");
        }
        return took * 1000 / count;
    }
}
