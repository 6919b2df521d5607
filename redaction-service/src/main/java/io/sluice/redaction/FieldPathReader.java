package io.sluice.redaction;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of a path, step by step. */
final class FieldPathReader {
    private static final int MOST_STEPS = 32;
    private static final int LONGEST = 1_000;

    private final String text;
    private int at;

    FieldPathReader(String text) {
        this.text = text;
    }

    List<FieldPath.Step> steps() {
        if (!text.startsWith("$") || text.length() > LONGEST) {
            throw wrong("begins with $ and has at most " + LONGEST + " characters");
        }
        at = 1;
        List<FieldPath.Step> steps = new ArrayList<>();
        while (at < text.length()) {
            steps.add(step());
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw wrong("has from 1 to " + MOST_STEPS + " steps");
        }
        return steps;
    }

    private FieldPath.Step step() {
        if (take("[*]")) {
            return new FieldPath.Step.Elements();
        }
        if (take("..")) {
            return new FieldPath.Step.Descendant(text.startsWith("[", at) ? bracketed() : shorthand());
        }
        return new FieldPath.Step.Member(take(".") ? shorthand() : bracketed());
    }

    /** A name without quotes: letters, digits, underscores and what is beyond ASCII, no digit first. */
    private String shorthand() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
            at++;
        }
        if (at == start) {
            throw wrong("has a name after each dot; write other names as ['name']; there is no .*");
        }
        return checked(text.substring(start, at));
    }

    private static boolean isNamePart(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        return letter || (!first && c >= '0' && c <= '9');
    }

    private String bracketed() {
        if (!take("['") && !take("[\"")) {
            throw wrong("goes on with .name, ..name, ['name'] or [*]; indexes, slices and filters are not known here");
        }
        char quote = text.charAt(at - 1);
        int end = text.indexOf(quote + "]", at);
        if (end < 0) {
            throw wrong("has a name without its end");
        }
        String name = text.substring(at, end);
        at = end + 2;
        return checked(name);
    }

    /** A name that JSON can only write with escapes could not be told from one that is spelled to be overlooked. */
    private String checked(String name) {
        boolean plain = name.chars().noneMatch(c -> c < 0x20 || c == '"' || c == '\'' || c == '\\');
        boolean paired = name.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        if (name.isEmpty() || !plain || !paired) {
            throw wrong("has a name that is empty or holds a quote, a backslash or a control character");
        }
        return name;
    }

    private boolean take(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    private ViewException wrong(String right) {
        return new ViewException("the path '" + text + "' is wrong at character " + at + ": a path " + right);
    }
}
