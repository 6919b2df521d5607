package io.sluice.scaling;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Reads of running invocations: as many as S3 lets through, and, where views are read, as there are environments for the redactor. */
final class Reading {
    private final Work work;
    private final Reader.Reads reads;
    private final Allowance allowance;
    private final Agenda agenda;
    private final ArrayDeque<Batches> asking = new ArrayDeque<>();
    private Consumer<Batches> whenRead = _ -> {};
    private long redacting;
    private long granted;
    private long open;

    Reading(Work work, Reader.Reads reads, Allowance allowance, Agenda agenda) {
        this.work = work;
        this.reads = reads;
        this.allowance = allowance;
        this.agenda = agenda;
    }

    void whenRead(Consumer<Batches> next) {
        whenRead = next;
    }

    void ask(Batches batches) {
        batches.ask(work.readsAtOnce());
        open += batches.open();
        asking.add(batches);
    }

    /** Lets reads through in the order in which they were asked for. */
    void grant(Slot slot, long freeEnvironments) {
        allowance.nextSlot();
        long free = reads == Reader.Reads.REDACTED ? freeEnvironments : Long.MAX_VALUE;
        granted = 0;
        while (!asking.isEmpty()) {
            var first = asking.getFirst();
            long possible = Math.min(first.open(), free - granted);
            long through = allowance.take(possible);
            first.granted(through);
            granted += through;
            open -= through;
            if (first.open() > 0) {
                slot.bound(through < possible ? Limit.READS : Limit.CONCURRENCY);
                break;
            }
            asking.removeFirst();
            agenda.after(work.read(reads), () -> answered(first));
        }
        keepRedactorBusy();
    }

    private void keepRedactorBusy() {
        if (reads == Reader.Reads.REDACTED && granted > 0) {
            long busy = granted;
            redacting += busy;
            agenda.after(work.redact(), () -> redacting -= busy);
        }
    }

    private void answered(Batches batches) {
        if (batches.isReadAfterRound()) {
            whenRead.accept(batches);
        } else {
            ask(batches);
        }
    }

    /** Whether some read had to wait in this slot. */
    boolean isHeld() {
        return !asking.isEmpty();
    }

    /** What part of the account's concurrency the readers may take: all of it, or half where as many redactors must run beside them. */
    double shareOfReaders() {
        return reads == Reader.Reads.REDACTED ? 0.5 : 1;
    }

    /** Requests that were asked for and have not gone through. */
    long open() {
        return open;
    }

    /** Requests that went through in this slot. */
    long granted() {
        return granted;
    }

    /** Environments of the redactor that are in use. */
    long redacting() {
        return redacting;
    }
}
