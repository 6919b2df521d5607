package io.sluice.scaling;

/** Requests that are allowed at a rate; who is refused waits in front and asks again. */
final class Gate implements Stage {
    private final Limit limit;
    private final Allowance allowance;
    private final Waiting waiting = new Waiting();

    Gate(Limit limit, Allowance allowance) {
        this.limit = limit;
        this.allowance = allowance;
    }

    @Override
    public void step(Slot slot) {
        allowance.nextSlot();
        waiting.add(slot.number(), slot.objects());
        long passed = allowance.take(waiting.size());
        waiting.take(slot.number(), passed);
        slot.passes(passed);
        slot.used(limit, passed);
        if (waiting.size() > 0) {
            slot.bound(limit);
        }
    }

    @Override
    public Waiting waiting() {
        return waiting;
    }

    @Override
    public long backlog() {
        return waiting.size();
    }
}
