package io.sluice.iam;

/**
 * A document that is not a policy. Carries where: the JSON path ({@code $.Statement[0].Action}), the line and column
 * (from 1), and what was probably meant where that is near. Nothing of such a document is ever used.
 */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final int line;
    private final int column;
    private final String reason;
    private final String suggestion;

    PolicyException(String reason, String path, int line, int column, String suggestion) {
        super(reason + " at " + path + " (line " + line + ", column " + column + ")"
                + (suggestion.isEmpty() ? "" : "; did you mean " + suggestion + "?"));
        this.path = path;
        this.line = line;
        this.column = column;
        this.reason = reason;
        this.suggestion = suggestion;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }

    /** Where, as a JSON path. */
    public String path() {
        return path;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** What was probably meant, empty where nothing is near. */
    public String suggestion() {
        return suggestion;
    }
}
