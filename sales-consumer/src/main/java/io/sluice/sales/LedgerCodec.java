package io.sluice.sales;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;

/** The values in the ledger as bytes. */
final class LedgerCodec {
    private LedgerCodec() {}

    static byte[] bytes(Totals totals) {
        return write(out -> {
            out.writeLong(totals.events());
            out.writeUTF(totals.revenue().toString());
            out.writeUTF(totals.returns().toString());
            out.writeLong(totals.units());
            out.writeLong(totals.returnedUnits());
        });
    }

    static Totals totals(byte[] bytes) {
        return read(
                bytes,
                in -> new Totals(
                        in.readLong(),
                        new BigDecimal(in.readUTF()),
                        new BigDecimal(in.readUTF()),
                        in.readLong(),
                        in.readLong()));
    }

    static byte[] bytes(Progress progress) {
        return write(out -> {
            out.writeUTF(progress.etag());
            out.writeLong(progress.lines());
            out.writeUTF(progress.state().name());
            out.writeInt(progress.attempts());
            out.writeLong(progress.retryAt().toEpochMilli());
            out.writeUTF(progress.reason());
        });
    }

    static Progress progress(byte[] bytes) {
        return read(
                bytes,
                in -> new Progress(
                        in.readUTF(),
                        in.readLong(),
                        Progress.State.valueOf(in.readUTF()),
                        in.readInt(),
                        Instant.ofEpochMilli(in.readLong()),
                        in.readUTF()));
    }

    static byte[] bytes(Ledger.Counters counters) {
        return write(out -> {
            out.writeLong(counters.nextEvent());
            out.writeLong(counters.nextProblem());
            out.writeLong(counters.badEvents());
            out.writeLong(counters.duplicates());
            out.writeLong(counters.unreadableLines());
            out.writeLong(counters.objects());
        });
    }

    static Ledger.Counters counters(byte[] bytes) {
        return read(
                bytes,
                in -> new Ledger.Counters(
                        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }

    private static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException notOurs) {
            throw new UncheckedIOException("the ledger holds something else", notOurs);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
