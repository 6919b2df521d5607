package io.sluice.producer;

import io.sluice.events.Checked;
import io.sluice.events.EventFields;
import io.sluice.events.Field;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The first record of a CSV file: which column holds which field. */
final class CsvHeader {

    /** The header cannot be used; nothing of the upload is read further. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    private final List<Field> columns;

    private CsvHeader(List<Field> columns) {
        this.columns = columns;
    }

    static CsvHeader parse(byte[] record) throws Unusable {
        Set<Field> columns = EnumSet.noneOf(Field.class);
        List<Field> inOrder = new ArrayList<>();
        for (String label : header(record)) {
            Field field =
                    Field.of(label.strip()).orElseThrow(() -> new Unusable("unknown column '" + label.strip() + "'"));
            if (!columns.add(field)) {
                throw new Unusable("column '" + field.label() + "' is there twice");
            }
            inOrder.add(field);
        }
        return new CsvHeader(List.copyOf(inOrder));
    }

    private static List<String> header(byte[] record) throws Unusable {
        try {
            List<String> labels = cells(record);
            labels.set(0, labels.getFirst().replaceFirst("^\uFEFF", ""));
            return labels;
        } catch (CharacterCodingException notText) {
            throw new Unusable("the header is not UTF-8");
        }
    }

    Checked decode(byte[] record) {
        List<String> cells;
        try {
            cells = cells(record);
        } catch (CharacterCodingException notText) {
            return new Checked.Invalid("not UTF-8");
        }
        if (cells.size() != columns.size()) {
            return new Checked.Invalid(cells.size() + " cells where the header has " + columns.size());
        }
        EventFields fields = new EventFields();
        for (int column = 0; column < cells.size(); column++) {
            fields.putText(columns.get(column), cells.get(column));
        }
        return fields.check();
    }

    private static List<String> cells(byte[] record) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(record))
                .toString();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (next == '"') {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(next);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
