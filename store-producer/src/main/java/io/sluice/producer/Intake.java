package io.sluice.producer;

import io.sluice.events.Checked;
import io.sluice.events.EventGenerator;
import io.sluice.events.StoreEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Takes the events of one sender after the other's: reads a part, checks it, hands it to the writer or to quarantine. It
 * reads no faster than the writer takes, and answers only when everything handed over is durable or known to have failed.
 */
final class Intake {

    /** No more senders at once. */
    static final class Saturated extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** What bounds one sender, and how many there may be. */
    record Bounds(int uploads, int failures) {}

    private final BatchWriter writer;
    private final ObjectWriter objects;
    private final Bounds bounds;
    private final Semaphore senders;

    Intake(BatchWriter writer, ObjectWriter objects, Bounds bounds) {
        this.writer = writer;
        this.objects = objects;
        this.bounds = bounds;
        this.senders = new Semaphore(bounds.uploads());
    }

    Receipt upload(Format.Reading reading, String contentType, WriteMode mode) throws Saturated, IOException {
        return send(upload -> {
            Quarantine quarantine = new Quarantine(upload, writer, objects, contentType);
            try {
                readAll(reading, mode, upload, quarantine);
            } finally {
                quarantine.flush();
            }
        });
    }

    private void readAll(Format.Reading reading, WriteMode mode, Upload upload, Quarantine quarantine)
            throws IOException {
        for (Optional<RawLine> next = reading.lines().next();
                next.isPresent();
                next = reading.lines().next()) {
            RawLine line = next.get();
            switch (check(line, reading.decoder())) {
                case Checked.Valid(StoreEvent event) -> write(mode, upload, line.number(), event);
                case Checked.Invalid(String reason) -> quarantine.add(line, reason);
            }
            if (upload.failures() >= bounds.failures()) {
                upload.stop(line.number());
                return;
            }
        }
    }

    private static Checked check(RawLine line, Format.Decoder decoder) {
        return line.cut()
                ? new Checked.Invalid("longer than " + line.bytes().length + " bytes; what goes beyond is not kept")
                : decoder.decode(line.bytes());
    }

    Receipt generate(EventGenerator generator, long count, WriteMode mode) throws Saturated, IOException {
        return send(upload -> {
            for (long number = 1; number <= count; number++) {
                write(mode, upload, number, generator.next());
                if (upload.failures() >= bounds.failures()) {
                    upload.stop(number);
                    return;
                }
            }
        });
    }

    private void write(WriteMode mode, Upload upload, long line, StoreEvent event) {
        switch (mode) {
            case OBJECT -> writer.writeSingle(upload, line, event);
            case BATCH -> writer.add(upload, line, event);
        }
    }

    private Receipt send(Sending sending) throws Saturated, IOException {
        if (!senders.tryAcquire()) {
            throw new Saturated();
        }
        try {
            Upload upload = new Upload();
            writer.begin();
            try {
                sending.run(upload);
            } finally {
                writer.end();
            }
            return upload.receipt();
        } finally {
            senders.release();
        }
    }

    private interface Sending {
        void run(Upload upload) throws IOException;
    }
}
