package io.sluice.catalogue.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of a line of an S3 server access log. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3 server access log format</a>.
 */
record ServerFields(List<String> all) {
    private static final String NONE = "-";

    ServerFields {
        all = List.copyOf(all);
    }

    /** The fields that matter, by their place in the line; the last ones were added over the years and may be missing. */
    enum Field {
        BUCKET(1),
        TIME(2),
        REQUESTER(4),
        OPERATION(6),
        KEY(7),
        URI(8),
        STATUS(9),
        ERROR(10),
        TLS(23),
        ACCESS_POINT(24);

        /** So many come before what the client says of itself. */
        static final int BEFORE_CLIENT = 15;

        private final int place;

        Field(int place) {
            this.place = place;
        }
    }

    private static final BitSet WANTED = new BitSet();

    static {
        Stream.of(Field.values()).forEach(field -> WANTED.set(field.place));
    }

    /** Only what is wanted of a line is made a text of its own. */
    private static void add(List<String> all, String line, int from, int end) {
        all.add(WANTED.get(all.size()) ? line.substring(from, end) : NONE);
    }

    /**
     * None where the line ends too early. What a client sends as referer and user agent stands between quotes with its own quotes in it, so
     * the fields after them are counted from the last quote: nobody can write an access point of his own into a line.
     */
    static Optional<ServerFields> of(String line) {
        var all = new ArrayList<String>(28);
        int at = 0;
        while (all.size() < Field.BEFORE_CLIENT && at < line.length()) {
            int end = end(line, at);
            if (end < 0) {
                return Optional.empty();
            }
            boolean closed = line.charAt(at) == '"' || line.charAt(at) == '[';
            add(all, line, closed ? at + 1 : at, end);
            at = end + (closed ? 2 : 1);
        }
        if (all.size() < Field.BEFORE_CLIENT || at >= line.length()) {
            return Optional.empty();
        }
        int quote = line.lastIndexOf('"');
        if (quote < at) {
            plain(line, at, all);
        } else {
            all.add(NONE);
            all.add(NONE);
            plain(line, Math.min(quote + 2, line.length()), all);
        }
        return Optional.of(new ServerFields(all));
    }

    private static void plain(String line, int from, List<String> into) {
        int at = from;
        while (at <= line.length()) {
            int space = line.indexOf(' ', at);
            int end = space < 0 ? line.length() : space;
            add(into, line, at, end);
            at = end + 1;
        }
    }

    /** Where the field that starts here ends; -1 where it does not. A request may have quotes in it: its end is followed by the status. */
    private static int end(String line, int from) {
        return switch (line.charAt(from)) {
            case '[' -> line.indexOf("] ", from);
            case '"' -> {
                int end = line.indexOf("\" ", from + 1);
                while (end >= 0 && !isStatus(line, end + 2)) {
                    end = line.indexOf("\" ", end + 1);
                }
                yield end;
            }
            default -> line.indexOf(' ', from);
        };
    }

    /** Three digits or a hyphen, and a space. */
    private static boolean isStatus(String line, int at) {
        int space = line.indexOf(' ', at);
        if (space == at + 1) {
            return line.charAt(at) == '-';
        }
        return space == at + 3
                && isDigit(line.charAt(at))
                && isDigit(line.charAt(at + 1))
                && isDigit(line.charAt(at + 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Empty where it is not known. */
    String get(Field which) {
        var text = which.place < all.size() ? all.get(which.place) : NONE;
        return text.equals(NONE) ? "" : text;
    }
}
