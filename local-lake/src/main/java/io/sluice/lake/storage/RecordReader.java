package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what {@link RecordWriter} wrote. */
final class RecordReader {
    private final byte[] bytes;
    private int position;

    RecordReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    int count() {
        long value = number();
        if (value < 0 || value > bytes.length) {
            throw damaged();
        }
        return (int) value;
    }

    int fixed32() {
        return next() << 24 | (next() & 0xff) << 16 | (next() & 0xff) << 8 | (next() & 0xff);
    }

    long fixed64() {
        return (long) fixed32() << 32 | (fixed32() & 0xffff_ffffL);
    }

    String text() {
        int length = count();
        if (length > bytes.length - position) {
            throw damaged();
        }
        var value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    Map<String, String> map() {
        int count = count();
        if (count == 0) {
            return Map.of();
        }
        var values = LinkedHashMap.<String, String>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            values.put(text(), text());
        }
        return values;
    }

    <T> List<T> list(Supplier<T> each) {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        var values = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            values.add(each.get());
        }
        return values;
    }

    private byte next() {
        if (position == bytes.length) {
            throw damaged();
        }
        return bytes[position++];
    }

    static UncheckedIOException damaged() {
        return new UncheckedIOException(new IOException("a record of the database is damaged"));
    }
}
