package io.sluice.scaling;

/**
 * How much may run at once while a source of events grows.
 *
 * @param pollersFirst batches of a queue that are taken at once in the beginning; none where there is no queue
 */
record Growth(long batch, double pollersFirst, Work work) {
    static Growth of(Reader reader, Work work) {
        return switch (reader) {
            case Reader.FromQueue queue ->
                new Growth(fitting(queue.batch(), work.facts()), work.facts().of("pollers at first"), work);
            case Reader.StartedByS3 _, Reader.FromListing _ -> new Growth(1, 0, work);
        };
    }

    /** Not more messages than an invocation takes. */
    private static long fitting(int batch, Facts facts) {
        return Math.min(batch, (long) (facts.of("invocation payload") / facts.of("message")));
    }

    double environments(long slot, double quota) {
        return quota == Quotas.LIFTED
                ? quota
                : work.facts().of("environments at once")
                        + seconds(slot) * work.facts().of("environments a second");
    }

    double pollers(long slot, double quota) {
        if (pollersFirst == 0) {
            return Quotas.LIFTED;
        }
        return quota == Quotas.LIFTED
                ? quota
                : Math.min(quota, pollersFirst + seconds(slot) * work.facts().of("pollers a second"));
    }

    double inFlight(double quota) {
        return pollersFirst == 0 ? Quotas.LIFTED : quota;
    }

    private double seconds(long slot) {
        return slot * work.clock().slotSeconds();
    }
}
