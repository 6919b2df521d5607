package io.sluice.lake.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One page of any listing: applies prefix, delimiter, marker and bound of a query to a cursor. Where a common prefix is found the
 * cursor jumps behind it, so the cost is that of what is returned, not of what lies under the prefixes.
 */
final class Page<T> {
    private final KeyCursor<T> cursor;
    private final ListQuery query;
    private final byte[] prefix;
    private final List<T> entries = new ArrayList<>();
    private final List<RawBytes> commonPrefixes = new ArrayList<>();
    private RawBytes last = RawBytes.EMPTY;
    private Optional<String> lastId = Optional.empty();
    private boolean truncated;

    Page(KeyCursor<T> cursor, ListQuery query) {
        this.cursor = cursor;
        this.query = query;
        this.prefix = query.prefix().raw();
    }

    Page<T> read() {
        if (query.maxKeys() == 0) {
            return this;
        }
        for (begin(); cursor.valid() && Keys.startsWith(cursor.key(), prefix) && !truncated; ) {
            var common = commonPrefix(cursor.key());
            if (common.isPresent() && common.get().compareTo(query.after()) <= 0) {
                jumpOver(common.get());
            } else if (cursor.hidden()) {
                cursor.next();
            } else if (entries.size() + commonPrefixes.size() == query.maxKeys()) {
                truncated = true;
            } else {
                take(common);
            }
        }
        return this;
    }

    private void begin() {
        byte[] after = query.after().raw();
        if (Arrays.compareUnsigned(after, prefix) < 0) {
            cursor.seek(prefix);
        } else if (query.afterId().isPresent()) {
            cursor.seekBehind(after, query.afterId().get());
        } else if (after.length == 0) {
            cursor.seek(after);
        } else {
            cursor.seek(Arrays.copyOf(after, after.length + 1));
        }
    }

    private void take(Optional<RawBytes> common) {
        if (common.isPresent()) {
            last = common.get();
            lastId = Optional.empty();
            commonPrefixes.add(last);
            jumpOver(last);
        } else {
            var entry = cursor.entry();
            last = RawBytes.wrap(cursor.key());
            lastId = Optional.of(cursor.id(entry));
            entries.add(entry);
            cursor.next();
        }
    }

    private void jumpOver(RawBytes common) {
        Keys.successor(common.raw()).ifPresentOrElse(cursor::seek, cursor::end);
    }

    /** The key up to the first delimiter behind the prefix, that included. */
    private Optional<RawBytes> commonPrefix(byte[] key) {
        byte[] delimiter = query.delimiter().raw();
        if (delimiter.length == 0) {
            return Optional.empty();
        }
        for (int at = prefix.length; at + delimiter.length <= key.length; at++) {
            if (Arrays.equals(key, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                return Optional.of(RawBytes.wrap(Arrays.copyOf(key, at + delimiter.length)));
            }
        }
        return Optional.empty();
    }

    List<T> entries() {
        return entries;
    }

    List<RawBytes> commonPrefixes() {
        return commonPrefixes;
    }

    Optional<RawBytes> next() {
        return truncated ? Optional.of(last) : Optional.empty();
    }

    Optional<String> nextId() {
        return truncated ? lastId : Optional.empty();
    }
}
