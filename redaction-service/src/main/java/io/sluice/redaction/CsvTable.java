package io.sluice.redaction;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Redacts comma-separated values. The header says which columns a rule speaks of ({@link Columns}); omitted ones go, header
 * and all. Every row has the header's number of fields, or what belongs to which column would not be certain. The bytes of
 * fields that no rule speaks of, their quotes and the line ends stay.
 */
final class CsvTable {
    private final Rules rules;
    private final Limits limits;
    private final Window window;
    private final Draft draft;
    private List<Column> columns = List.of();
    private long row;

    CsvTable(Rules rules, Limits limits, Window window, OutputStream out) {
        this.rules = rules;
        this.limits = limits;
        this.window = window;
        this.draft = new Draft(out, limits);
    }

    void redact() throws IOException, UnredactableException {
        CsvRow fields = new CsvRow();
        while (hasNext()) {
            row++;
            try {
                next(fields);
                redact(fields);
            } catch (UnredactableException reason) {
                throw new UnredactableException("row " + row + ": " + reason.getMessage());
            }
            window.moveTo(fields.end());
            if (draft.isFull()) {
                draft.flush();
            }
        }
        draft.flush();
    }

    private boolean hasNext() throws IOException, UnredactableException {
        while (window.at() == window.end() && !window.ended()) {
            window.fill();
        }
        return window.at() < window.end();
    }

    /** Finds the next row, reading on as far as it goes. */
    private void next(CsvRow fields) throws IOException, UnredactableException {
        while (!fields.find(window.bytes(), window.at(), window.end(), window.ended())) {
            window.fill();
        }
        int length = fields.end() - window.at();
        if (length > limits.recordBytes()) {
            throw new UnredactableException("longer than " + limits.recordBytes() + " bytes");
        }
    }

    private void redact(CsvRow fields) throws UnredactableException {
        if (columns.isEmpty()) {
            columns = header(fields);
        } else if (fields.count() == 1 && fields.isEmpty(0)) {
            draft.copy(window.bytes(), window.at(), fields.end());
            return;
        }
        if (fields.count() != columns.size()) {
            throw new UnredactableException(fields.count() + " fields, where the header has " + columns.size());
        }
        boolean any = false;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).action() != Rules.OMIT) {
                if (any) {
                    draft.write(new byte[] {','});
                }
                any = true;
                field(fields, i);
            }
        }
        draft.copy(window.bytes(), fields.contentEnd(), fields.end());
    }

    private void field(CsvRow fields, int index) throws UnredactableException {
        int action = columns.get(index).action();
        if (action == Rules.KEEP || row == 1 || fields.isEmpty(index)) {
            draft.copy(window.bytes(), fields.start(index), fields.stop(index));
            return;
        }
        String text = fields.text(index);
        Disguise disguise = rules.disguise(action);
        String shown = disguise.text(text)
                .or(() -> Numbers.isLiteral(text) ? disguise.number(text) : Optional.empty())
                .map(Disguise.Shown::text)
                .orElse("");
        draft.write(CsvRow.encode(shown, fields.isQuoted(index)));
    }

    private List<Column> header(CsvRow fields) throws UnredactableException {
        List<Column> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.count(); i++) {
            String name = fields.text(i);
            if (!names.add(name)) {
                throw new UnredactableException("two columns have the same name");
            }
            found.add(Column.of(name, rules));
        }
        return found;
    }
}
