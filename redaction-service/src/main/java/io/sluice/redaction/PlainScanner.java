package io.sluice.redaction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Redacts records without making tokens of them, eight bytes at a time. It takes well-formed JSON only, and of that all but what
 * is odd: escapes in names, and whatever is over a limit. Whatever it does not take is {@link #ODD}, and is taken back; then the
 * {@link FullParser} says what it is. Both write the same bytes.
 *
 * <p>Records of one data set have the same members in mostly the same order. So what followed a member the last time, with
 * its comma, name, colon and white space, is compared with what is there now before it is read ({@link Member}).
 *
 * <p>Cuts are made lazily: {@link #copied} is how far the input has been written to the draft, across records. A NUL ends
 * the input, which stops every loop here.
 */
final class PlainScanner {
    static final int ODD = -1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long ZEROS = ONES * '0';
    private static final long OVER_NINE = ONES * (0x80 - 10);
    private static final long TRUE = word("true");
    private static final long FALSE = word("false");
    private static final long NULL = word("null");
    private static final int CACHED = 1 << 10;

    private final Rules rules;
    private final Limits limits;
    private final Draft draft;
    private final byte lineBreak;
    private final boolean able;
    private final Member[] cache = new Member[CACHED];
    private final Member[] first;
    private int copied;
    private int markedCopied;
    private int markedSize;

    /**
     * A scanner that writes to a draft.
     *
     * @param lines whether a record ends with its line, so that no line break may be in it
     */
    PlainScanner(Rules rules, Limits limits, Draft draft, boolean lines) {
        this.rules = rules;
        this.limits = limits;
        this.draft = draft;
        this.lineBreak = lines ? (byte) ' ' : (byte) '\n';
        this.able = rules.names().size() < Long.SIZE && !limits.parserOnly();
        this.first = new Member[rules.states()];
    }

    /** The input was read up to here and needs no copying, or begins anew. */
    void continueFrom(int position) {
        copied = position;
    }

    /** Writes what is before {@code position} and was not written yet. */
    void copyTo(byte[] bytes, int position) throws UnredactableException {
        draft.copy(bytes, copied, position);
        copied = position;
    }

    /** Redacts the object that begins at {@code start}; returns where it ended, or ODD. */
    int record(byte[] bytes, int start) throws UnredactableException {
        markedCopied = copied;
        markedSize = draft.size();
        if (!able || bytes[start] != '{') {
            return ODD;
        }
        int end = object(bytes, start, Rules.RECORD, 1);
        if (end < 0) {
            takeBack();
        }
        return end;
    }

    /** Forgets the last record, as if it had not been looked at. */
    void takeBack() {
        copied = markedCopied;
        draft.takeBack(markedSize);
    }

    private int object(byte[] bytes, int start, int state, int depth) throws UnredactableException {
        if (depth > limits.depth()) {
            return ODD;
        }
        Member before = null;
        Member guess = first[state];
        long seen = 0;
        boolean kept = false;
        int at = start + 1;
        while (true) {
            if (bytes[at] == '}') {
                return at + 1;
            }
            Member member = guess;
            if (member == null || !member.isAt(bytes, at)) {
                member = other(bytes, at, state, before);
                if (member == null) {
                    return endOfObject(bytes, at);
                }
            }
            if ((seen & member.bit) != 0) {
                return ODD;
            }
            seen |= member.bit;
            int value = at + member.length;
            if (before != null && !kept) {
                copied = at + member.name;
            }
            int action = bytes[value] == '[' ? member.actionOnArray : member.actionOnOther;
            int end = value(bytes, value, action == Rules.KEEP ? member.state : Rules.NOTHING, depth);
            if (end < 0) {
                return ODD;
            }
            kept |= action == Rules.KEEP || cut(bytes, action, at + (kept ? member.comma : member.name), value, end);
            before = member;
            guess = member.next;
            at = end;
        }
    }

    /** A member that was not the first guess: the second, or one that is read; null where there is none. */
    private Member other(byte[] bytes, int at, int state, Member before) {
        if (before != null && before.nextBut != null && before.nextBut.isAt(bytes, at)) {
            Member member = before.nextBut;
            before.nextBut = before.next;
            before.next = member;
            return member;
        }
        Member member = read(bytes, at, state, before == null);
        if (member != null && member.isCacheable()) {
            if (before == null) {
                first[state] = member;
            } else {
                before.nextBut = before.next;
                before.next = member;
            }
        }
        return member;
    }

    private int endOfObject(byte[] bytes, int at) {
        int end = space(bytes, at);
        return bytes[end] == '}' ? end + 1 : ODD;
    }

    private Member read(byte[] bytes, int at, int state, boolean isFirst) {
        int comma = isFirst ? at : space(bytes, at);
        if (!isFirst && bytes[comma] != ',') {
            return null;
        }
        int name = space(bytes, isFirst ? at : comma + 1);
        int close = bytes[name] == '"' ? string(bytes, name) : ODD;
        if (close < 0 || close - name - 2 > limits.nameBytes() || hasEscape(bytes, name, close)) {
            return null;
        }
        int colon = space(bytes, close);
        if (bytes[colon] != ':') {
            return null;
        }
        int value = space(bytes, colon + 1);
        int slot = Member.hash(bytes, at, value - at, state) & (CACHED - 1);
        Member cached = cache[slot];
        if (cached != null && cached.within == state && cached.length == value - at && cached.isAt(bytes, at)) {
            return cached;
        }
        int number = rules.name(new String(bytes, name + 1, close - name - 2, StandardCharsets.UTF_8));
        Member member = new Member(rules, state, number, bytes, at, comma - at, name - at, value - at);
        if (member.isCacheable()) {
            cache[slot] = member;
        }
        return member;
    }

    private static boolean hasEscape(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    private int array(byte[] bytes, int start, int state, int depth) throws UnredactableException {
        if (depth > limits.depth()) {
            return ODD;
        }
        int at = space(bytes, start + 1);
        if (bytes[at] == ']') {
            return at + 1;
        }
        int within = rules.element(state);
        boolean kept = false;
        int comma = at;
        while (true) {
            int action = bytes[at] == '[' ? rules.actionOnArray(within) : rules.actionOnOther(within);
            int end = value(bytes, at, action == Rules.KEEP ? within : Rules.NOTHING, depth);
            if (end < 0) {
                return ODD;
            }
            kept |= action == Rules.KEEP || cut(bytes, action, kept ? comma : at, at, end);
            comma = space(bytes, end);
            if (bytes[comma] != ',') {
                return bytes[comma] == ']' ? comma + 1 : ODD;
            }
            at = space(bytes, comma + 1);
            if (!kept) {
                copied = at;
            }
        }
    }

    /** Takes a value out of the output, from {@code cut} on if it is omitted; tells whether something stands in its place. */
    private boolean cut(byte[] bytes, int action, int cut, int value, int end) throws UnredactableException {
        if (action != Rules.OMIT) {
            Optional<Disguise.Shown> shown = disguised(bytes, rules.disguise(action), value, end);
            if (shown.isPresent()) {
                draft.copy(bytes, copied, value);
                draft.write(JsonText.encode(shown.get()));
                copied = end;
                return true;
            }
        }
        draft.copy(bytes, copied, cut);
        copied = end;
        return false;
    }

    private static Optional<Disguise.Shown> disguised(byte[] bytes, Disguise disguise, int value, int end) {
        byte first = bytes[value];
        if (first == '"') {
            return JsonText.decode(bytes, value + 1, end - 1).flatMap(disguise::text);
        }
        return first == '-' || (first >= '0' && first <= '9')
                ? disguise.number(new String(bytes, value, end - value, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private int value(byte[] bytes, int at, int state, int depth) throws UnredactableException {
        return switch (bytes[at]) {
            case '"' -> string(bytes, at);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(bytes, at);
            case 't', 'f', 'n' -> literal(bytes, at);
            case '{' -> object(bytes, at, state, depth + 1);
            case '[' -> array(bytes, at, state, depth + 1);
            default -> ODD;
        };
    }

    private static int literal(byte[] bytes, int at) {
        long word = (long) WORD.get(bytes, at);
        long four = word & 0xFFFFFFFFL;
        int length = four == TRUE || four == NULL ? 4 : (word & 0xFFFFFFFFFFL) == FALSE ? 5 : 0;
        return length == 0 ? ODD : at + length;
    }

    private int number(byte[] bytes, int start) {
        int at = bytes[start] == '-' ? start + 1 : start;
        int count = digits(bytes, at);
        if (count == 0 || (count > 1 && bytes[at] == '0')) {
            return ODD;
        }
        at += count;
        if (bytes[at] == '.') {
            count = digits(bytes, at + 1);
            at += 1 + count;
        }
        if (count > 0 && (bytes[at] | 0x20) == 'e') {
            at += bytes[at + 1] == '+' || bytes[at + 1] == '-' ? 2 : 1;
            count = digits(bytes, at);
            at += count;
        }
        return count == 0 || at - start > limits.numberBytes() ? ODD : at;
    }

    private static int digits(byte[] bytes, int start) {
        int at = start;
        while (true) {
            long values = (long) WORD.get(bytes, at) ^ ZEROS;
            long others = (values | (values + OVER_NINE)) & HIGHS;
            if (others != 0) {
                return at - start + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            at += 8;
        }
    }

    /** Returns what is behind a string's closing quote. */
    private static int string(byte[] bytes, int start) {
        int at = start + 1;
        while (true) {
            long word = (long) WORD.get(bytes, at);
            // Exact below the first hit, which is all that is asked for: borrows only go upwards.
            long hits = (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word) & HIGHS;
            if (hits == 0) {
                at += 8;
                continue;
            }
            at += Long.numberOfTrailingZeros(hits) >>> 3;
            if (bytes[at] == '"') {
                return at + 1;
            }
            at = bytes[at] == '\\' ? escape(bytes, at) : beyondAscii(bytes, at);
            if (at < 0) {
                return ODD;
            }
        }
    }

    private static int escape(byte[] bytes, int at) {
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' ->
                isHex(bytes[at + 2]) && isHex(bytes[at + 3]) && isHex(bytes[at + 4]) && isHex(bytes[at + 5])
                        ? at + 6
                        : ODD;
            default -> ODD;
        };
    }

    private static boolean isHex(byte b) {
        int letter = b | 0x20;
        return (b >= '0' && b <= '9') || (letter >= 'a' && letter <= 'f');
    }

    private static int beyondAscii(byte[] bytes, int start) {
        int at = start;
        while (bytes[at] < 0) {
            int length = Utf8.length(bytes, at, bytes.length);
            if (length == 0) {
                return ODD;
            }
            at += length;
        }
        return at == start ? ODD : at;
    }

    private int space(byte[] bytes, int start) {
        int at = start;
        byte b = bytes[at];
        while (b == ' ' || b == '\t' || b == '\r' || b == lineBreak) {
            b = bytes[++at];
        }
        return at;
    }

    private static long word(String text) {
        long word = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            word = word << 8 | text.charAt(i);
        }
        return word;
    }
}
