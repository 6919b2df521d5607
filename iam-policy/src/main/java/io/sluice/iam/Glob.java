package io.sluice.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of {@code *} and {@code ?}, compiled. Patterns of literals between stars match by substring search, in
 * time that does not blow up; the rest by stepping through all states at once.
 *
 * <p>Tokens are code points, or one of the wildcards below. In the first five segments of an ARN a wildcard stays inside
 * its segment, but for a star that ends one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
final class Glob {
    /** Any run of characters. */
    static final int STAR = -1;
    /** Any one character. */
    static final int ONE = -2;
    /** Any run of characters but colons. */
    static final int SEGMENT_STAR = -3;
    /** Any one character but a colon. */
    static final int SEGMENT_ONE = -4;

    /** A question mark within a chunk: no character at all in Unicode. */
    private static final char ANY = '\uFFFF';

    private final int[] tokens;
    /** The literals between stars, or null where the pattern needs the general way. */
    private final String[] chunks;

    private final int chunksLength;
    private final int hash;
    /** The text before the first wildcard. */
    private final String start;

    private final boolean hasOne;
    /** What every match ends with, or null. */
    private final String plainEnd;

    Glob(int[] tokens) {
        this.tokens = squeeze(tokens);
        this.chunks = chunks(this.tokens);
        this.hasOne = Arrays.stream(this.tokens).anyMatch(token -> token == ONE);
        this.plainEnd =
                chunks == null || chunks[chunks.length - 1].indexOf(ANY) >= 0 ? null : chunks[chunks.length - 1];
        this.chunksLength = chunks == null ? 0 : length(chunks);
        this.hash = Arrays.hashCode(this.tokens);
        this.start = start(this.tokens);
    }

    /** A pattern in which wildcards match anything, as in actions and string conditions. */
    static Glob of(String pattern) {
        return new Glob(tokens(pattern));
    }

    /** The one string and no other. */
    static Glob literal(String text) {
        return new Glob(text.codePoints().toArray());
    }

    static int[] tokens(String pattern) {
        return pattern.codePoints()
                .map(c -> c == '*' ? STAR : c == '?' ? ONE : c)
                .toArray();
    }

    int[] tokens() {
        return tokens.clone();
    }

    /** The text that every match begins with, where there is nothing more to it but a star at the end; null otherwise. */
    String beginning() {
        boolean plain = chunks != null && !hasOne && (chunks.length == 1 || isOpen());
        return plain ? chunks[0] : null;
    }

    /** Of a pattern with a {@link #beginning}, whether more may follow. */
    boolean isOpen() {
        return chunks != null && chunks.length == 2 && chunks[1].isEmpty();
    }

    /** Whether some string that begins so may match. */
    boolean meets(String prefix) {
        return prefix.startsWith(start) || start.startsWith(prefix);
    }

    private static String start(int[] tokens) {
        int wild = 0;
        while (wild < tokens.length && tokens[wild] >= 0) {
            wild++;
        }
        return new String(tokens, 0, wild);
    }

    /** Whether there is a wildcard in it. */
    boolean isPattern() {
        return Arrays.stream(tokens).anyMatch(token -> token < 0);
    }

    boolean matchesEverything() {
        return tokens.length == 1 && tokens[0] == STAR;
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    boolean matches(String text, int from, int to) {
        if (plainEnd != null && !text.startsWith(plainEnd, Math.max(from, to - plainEnd.length()))) {
            return false;
        }
        if (chunks == null || (hasOne && hasPairs(text, from, to))) {
            return matchesByStates(text, from, to);
        }
        return hasOne ? matchesByOpenChunks(text, from, to) : matchesByChunks(text, from, to);
    }

    /** Whether a character of the text takes two places, where a question mark would take one. */
    private static boolean hasPairs(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesByOpenChunks(String text, int from, int to) {
        var first = chunks[0];
        var last = chunks[chunks.length - 1];
        if (chunks.length == 1) {
            return to - from == first.length() && fits(first, text, from);
        }
        int end = to - last.length();
        if (to - from < chunksLength || !fits(first, text, from) || !fits(last, text, end)) {
            return false;
        }
        int at = from + first.length();
        for (int i = 1; i < chunks.length - 1; i++) {
            int most = end - chunks[i].length();
            while (at <= most && !fits(chunks[i], text, at)) {
                at++;
            }
            if (at > most) {
                return false;
            }
            at += chunks[i].length();
        }
        return at <= end;
    }

    private static boolean fits(String chunk, String text, int at) {
        for (int i = 0; i < chunk.length(); i++) {
            char c = chunk.charAt(i);
            if (c != ANY && c != text.charAt(at + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesByChunks(String text, int from, int to) {
        var first = chunks[0];
        var last = chunks[chunks.length - 1];
        if (chunks.length == 1) {
            return to - from == first.length() && text.startsWith(first, from);
        }
        if (to - from < chunksLength || !text.startsWith(first, from)) {
            return false;
        }
        int end = to - last.length();
        if (!text.startsWith(last, end)) {
            return false;
        }
        int at = from + first.length();
        for (int i = 1; i < chunks.length - 1; i++) {
            at = text.indexOf(chunks[i], at, end);
            if (at < 0) {
                return false;
            }
            at += chunks[i].length();
        }
        return at <= end;
    }

    /** All states at once, within the range that can be alive: a character moves that on by a few states only. */
    private boolean matchesByStates(String text, int from, int to) {
        var states = new boolean[tokens.length + 1];
        states[0] = true;
        int last = passStars(states, 0, 0);
        int first = 0;
        for (int i = from; i < to && first <= last; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            last = step(states, first, last, point);
            while (first <= last && !states[first]) {
                first++;
            }
        }
        return states[tokens.length];
    }

    /** Moves on by one character and tells the last state alive. */
    private int step(boolean[] states, int first, int last, int point) {
        int end = Math.min(last + 1, tokens.length);
        for (int s = end; s >= first; s--) {
            boolean stays = states[s] && s < tokens.length && repeats(tokens[s], point);
            boolean arrives = s > first && states[s - 1] && accepts(tokens[s - 1], point);
            states[s] = stays || arrives;
        }
        return passStars(states, first, end);
    }

    private int passStars(boolean[] states, int first, int last) {
        int end = last;
        for (int s = first; s <= end && s < tokens.length; s++) {
            if (states[s] && (tokens[s] == STAR || tokens[s] == SEGMENT_STAR)) {
                states[s + 1] = true;
                end = Math.max(end, s + 1);
            }
        }
        while (end >= first && !states[end]) {
            end--;
        }
        return end;
    }

    static boolean repeats(int token, int point) {
        return token == STAR || (token == SEGMENT_STAR && point != ':');
    }

    static boolean accepts(int token, int point) {
        return token == point || token == ONE || (token == SEGMENT_ONE && point != ':');
    }

    private static int[] squeeze(int[] tokens) {
        var kept = new int[tokens.length];
        int size = 0;
        for (int token : tokens) {
            boolean again = size > 0 && kept[size - 1] == token && (token == STAR || token == SEGMENT_STAR);
            if (!again) {
                kept[size++] = token;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static String[] chunks(int[] tokens) {
        List<String> all = new ArrayList<>();
        var chunk = new StringBuilder();
        for (int token : tokens) {
            if (token == STAR) {
                all.add(chunk.toString());
                chunk.setLength(0);
            } else if (token == ONE) {
                chunk.append(ANY);
            } else if (token < 0 || token == ANY) {
                return null;
            } else {
                chunk.appendCodePoint(token);
            }
        }
        all.add(chunk.toString());
        return all.toArray(String[]::new);
    }

    private static int length(String[] chunks) {
        return Arrays.stream(chunks).mapToInt(String::length).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The pattern as text; of a pattern without wildcards the one string that matches. */
    @Override
    public String toString() {
        return chunks != null && chunks.length == 1 && !hasOne ? chunks[0] : print();
    }

    private String print() {
        var text = new StringBuilder();
        for (int token : tokens) {
            switch (token) {
                case STAR, SEGMENT_STAR -> text.append('*');
                case ONE, SEGMENT_ONE -> text.append('?');
                default -> text.appendCodePoint(token);
            }
        }
        return text.toString();
    }
}
