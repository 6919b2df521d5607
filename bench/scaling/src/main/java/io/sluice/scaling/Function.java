package io.sluice.scaling;

/**
 * The consumer as a Lambda function. What starts it waits until it may run: as the
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">pollers of a queue</a> and
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html">Lambda</a> grow, up to what is allowed.
 */
final class Function implements Stage {
    private final Quotas quotas;
    private final Work work;
    private final Growth growth;
    private final Agenda agenda;
    private final Reading reading;
    private final Waiting waiting = new Waiting();
    private long running;
    private long inFlight;
    private long started;

    private Function(Quotas quotas, Work work, Growth growth, Reading reading, Agenda agenda) {
        this.quotas = quotas;
        this.work = work;
        this.growth = growth;
        this.reading = reading;
        this.agenda = agenda;
        reading.whenRead(this::compute);
    }

    /**
     * @param reads the allowance of all prefixes together
     */
    static Function of(Reader reader, Quotas quotas, Work work, Allowance reads) {
        var agenda = new Agenda();
        var reading = new Reading(work, reader.reads(), reads, agenda);
        return new Function(quotas, work, Growth.of(reader, work), reading, agenda);
    }

    @Override
    public void step(Slot slot) {
        agenda.run(slot.number());
        waiting.add(slot.number(), slot.objects());
        started = 0;
        var room = start(slot);
        long free = (long) quotas.of(Limit.CONCURRENCY) - running - reading.redacting();
        reading.grant(slot, Math.max(0, free));
        // Who waits because those that run wait for their reads, waits for reads.
        if (waiting.size() > 0 && !reading.isHeld()) {
            slot.bound(room.limit());
        }
        measure(slot);
    }

    private void measure(Slot slot) {
        slot.used(Limit.CONSUMER, running);
        slot.used(Limit.POLLERS, running);
        slot.used(Limit.IN_FLIGHT, inFlight);
        slot.used(Limit.CONCURRENCY, running + reading.redacting());
        slot.used(Limit.READS, reading.granted());
        slot.started(started);
    }

    private Room start(Slot slot) {
        long size = growth.batch();
        var room = room(slot.number(), size);
        long full = Math.min(room.count(), waiting.size() / size);
        begin(slot, full, size);
        if (full < room.count() && waiting.size() > 0) {
            begin(slot, 1, waiting.size());
        }
        return room;
    }

    /** How many more invocations may start, and what keeps more from it. */
    private record Room(Limit limit, long count) {
        Room least(Limit other, double free) {
            return free < count ? new Room(other, Math.max(0, (long) free)) : this;
        }
    }

    private Room room(long slot, long size) {
        double concurrency = quotas.of(Limit.CONCURRENCY) * reading.shareOfReaders();
        return new Room(Limit.CONSUMER, Math.max(0, (long) quotas.of(Limit.CONSUMER) - running))
                .least(Limit.CONCURRENCY, growth.environments(slot, quotas.of(Limit.CONCURRENCY)) - running)
                .least(Limit.CONCURRENCY, concurrency - running)
                .least(Limit.POLLERS, growth.pollers(slot, quotas.of(Limit.POLLERS)) - running)
                .least(Limit.IN_FLIGHT, (growth.inFlight(quotas.of(Limit.IN_FLIGHT)) - inFlight) / size);
    }

    private void begin(Slot slot, long count, long size) {
        if (count > 0) {
            var batches = new Batches(count, size, size * slot.eventsPerObject());
            waiting.take(slot.number(), batches.messages());
            running += count;
            inFlight += batches.messages();
            started += count;
            reading.ask(batches);
        }
    }

    private void compute(Batches batches) {
        agenda.after(work.compute(batches.events()), () -> {
            running -= batches.count();
            inFlight -= batches.messages();
        });
    }

    @Override
    public Waiting waiting() {
        return waiting;
    }

    @Override
    public long backlog() {
        return waiting.size() + reading.open();
    }
}
