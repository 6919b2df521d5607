package io.sluice.scaling;

/** Many people get credentials at the same time, each by one request to STS, which takes so many a second. */
record SignIns(int people, double withinSeconds) {
    private static final double SLOT = 0.01;

    /** Seconds that the last one waits for STS, if all who are refused ask again until they are let through. */
    double longestWait(double requestsPerSecond) {
        var chance = new Chance(people);
        var waiting = new Waiting();
        var allowance = Allowance.fixed(requestsPerSecond * SLOT);
        long came = 0;
        long slot = 0;
        while (came < people || waiting.size() > 0) {
            allowance.nextSlot();
            long now = Math.min(people - came, chance.poisson(people * SLOT / withinSeconds));
            came += now;
            waiting.add(slot, now);
            waiting.take(slot, allowance.take(waiting.size()));
            slot++;
        }
        return waiting.longestWait() * SLOT;
    }
}
