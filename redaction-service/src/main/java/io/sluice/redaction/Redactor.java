package io.sluice.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Takes out of a stream of bytes what a view does not show, and leaves every other byte as it was. Memory is bounded whatever
 * the size of the object: one record at a time is held. It knows nothing of where the bytes come from or go to, keeps no state
 * between two calls and may be used by several threads.
 *
 * <p>It fails closed. Whatever cannot be read with certainty is an {@link UnredactableException}: bytes that are no JSON or no
 * CSV, are cut off, are no UTF-8 or begin with a byte order mark; a name that a rule speaks of and that is in one object twice or
 * spelled with escapes; anything beyond {@link Limits}. Packed output then lacks its end. An {@link IOException} is one of the
 * two streams' own.
 */
public final class Redactor {
    private final Rules rules;
    private final Limits limits;

    private Redactor(Rules rules, Limits limits) {
        this.rules = rules;
        this.limits = limits;
    }

    /**
     * A redactor for one view.
     *
     * @throws ViewException where the view names a key that is not there, or its paths make too many combinations
     */
    public static Redactor of(View view, HashKeys keys) {
        return of(view, keys, Limits.USUAL);
    }

    static Redactor of(View view, HashKeys keys, Limits limits) {
        return new Redactor(Rules.of(view.rules(), keys), limits);
    }

    /** Reads {@code in} to its end and writes what may be seen to {@code out}; closes neither. */
    public void redact(Format format, InputStream in, OutputStream out) throws IOException, UnredactableException {
        try (PackedOutput packed = PackedOutput.of(format.packing(), out);
                InputStream plain = Unpacked.of(format.packing(), in, limits)) {
            Window window = new Window(plain, limits);
            switch (format.shape()) {
                case JSON -> new JsonDocument(rules, limits, window, packed).redact();
                case NDJSON -> new JsonLines(rules, limits, window, packed).redact();
                case CSV -> new CsvTable(rules, limits, window, packed).redact();
            }
            packed.finish();
        } catch (Unpacked.Damaged damaged) {
            throw new UnredactableException(damaged.getMessage());
        }
    }
}
