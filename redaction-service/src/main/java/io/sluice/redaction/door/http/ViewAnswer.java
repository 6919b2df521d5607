package io.sluice.redaction.door.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An answer.
 *
 * @param headers by their names in lower case, without {@code content-length}
 * @param length of the body where it is known
 */
record ViewAnswer(int status, SortedMap<String, String> headers, OptionalLong length, Body body)
        implements AutoCloseable {

    /** The bytes, written once; a failure after the first of them must not look like the end. */
    interface Body extends AutoCloseable {
        void writeTo(OutputStream out) throws IOException;

        @Override
        default void close() throws IOException {
            // most hold nothing
        }
    }

    ViewAnswer {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        requireNonNull(length);
        requireNonNull(body);
    }

    static ViewAnswer empty(int status, Map<String, String> headers) {
        return new ViewAnswer(status, new TreeMap<>(headers), OptionalLong.empty(), out -> {});
    }

    static ViewAnswer bytes(int status, Map<String, String> headers, byte[] bytes) {
        return new ViewAnswer(status, new TreeMap<>(headers), OptionalLong.of(bytes.length), out -> out.write(bytes));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
