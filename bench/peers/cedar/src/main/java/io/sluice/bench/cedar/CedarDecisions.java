package io.sluice.bench.cedar;

import io.sluice.bench.Compared;
import io.sluice.bench.Compared.Better;
import io.sluice.bench.Compared.Figure;
import io.sluice.bench.PolicyDecisions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The bucket policy of 20 statements, decided by {@code iam-policy} and by Cedar's Java binding in one process, in turn, by the CPU time of the
 * thread: medians of rounds after a warm-up. Cedar is measured with its parsed policies kept, its fastest way; its time has what the binding
 * needs to carry a request as JSON to the native library and back.
 */
public final class CedarDecisions {
    private static final int ROUNDS = 5;
    private static final int BATCH = 16;
    private static final long WARM_UP = 2_000_000_000L;
    private static final long ROUND = 500_000_000L;

    private CedarDecisions() {}

    /** Something to repeat, and how often it was done in a second of CPU time, round by round. */
    private record Measured(Callable<?> work, List<Double> rates) {
        Measured(Callable<?> work) {
            this(work, new ArrayList<>());
        }

        double rate(long nanos) throws Exception {
            long start = cpu();
            long took = 0;
            long count = 0;
            while (took < nanos) {
                for (int i = 0; i < BATCH; i++) {
                    if (work.call() == null) {
                        throw new IllegalStateException("no answer");
                    }
                }
                count += BATCH;
                took = cpu() - start;
            }
            return count * 1e9 / took;
        }

        double median() {
            return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    public static void main(String[] arguments) throws Exception {
        var decisions = new PolicyDecisions();
        var bucket = bucket();
        var cedar = CedarTwin.parsedOnce();
        var parsing = CedarTwin.parsingEachTime();
        var allowed = CedarTwin.question(16, "app-16/2026/11/22/part-0001.json");
        var refused = CedarTwin.question(16, "app-0/2026/11/22/part-0001.json");
        if (!cedar.allows(allowed) || cedar.allows(refused)) {
            throw new IllegalStateException("Cedar decides otherwise");
        }
        Compared.head();
        compare(
                "decisions a CPU second, 20 statements, allowed",
                () -> decisions.bucketPolicyAllowsTheLastApplication(bucket),
                "Cedar, policies kept",
                () -> cedar.allows(allowed));
        compare(
                "decisions a CPU second, 20 statements, refused",
                () -> decisions.bucketPolicyRefusesTheWrongPrefix(bucket),
                "Cedar, policies kept",
                () -> cedar.allows(refused));
        compare(
                "policy of 20 statements read and one decision, a CPU second",
                () -> decisions.bucketPolicyAllowsTheLastApplication(bucket()),
                "Cedar, policies parsed each time",
                () -> parsing.allows(allowed));
    }

    private static PolicyDecisions.OneBucketPolicy bucket() {
        var bucket = new PolicyDecisions.OneBucketPolicy();
        bucket.statements = CedarTwin.APPLICATIONS + 3;
        bucket.prepare();
        return bucket;
    }

    private static void compare(String what, Callable<?> ours, String peer, Callable<?> theirs) throws Exception {
        var us = new Measured(ours);
        var them = new Measured(theirs);
        us.rate(WARM_UP);
        them.rate(WARM_UP);
        for (int round = 0; round < ROUNDS; round++) {
            us.rates().add(us.rate(ROUND));
            them.rates().add(them.rate(ROUND));
        }
        new Compared(what, us.median(), new Figure(peer, them.median()), Better.MORE).tell();
    }
}
