package io.sluice.redaction;

/** White space as JSON has it. */
final class JsonSpace {
    private JsonSpace() {}

    static boolean is(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    static int skip(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && is(bytes[at])) {
            at++;
        }
        return at;
    }
}
