package io.sluice.redaction;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where a rule looks, written as the part of JSONPath (<a href="https://www.rfc-editor.org/rfc/rfc9535">RFC 9535</a>) that names
 * fields: {@code $.a.b}, {@code $['a']}, {@code $.a[*].b}, {@code $..a}. The root is the record: the document, an element of the
 * array that the document is, or a line.
 *
 * <p>A path finds more than RFC 9535 says, so that a field does not escape by a change of shape: a member is also looked for
 * in the elements of an array that stands where its object was expected, and a value that is no array counts as an array of one.
 */
public record FieldPath(String text, List<Step> steps) {

    /** One step from a value to those inside it. */
    public sealed interface Step {

        /** The member of that name. */
        record Member(String name) implements Step {}

        /** The member of that name, here or at any depth below. */
        record Descendant(String name) implements Step {}

        /** Every element of an array. */
        record Elements() implements Step {}
    }

    public FieldPath {
        requireNonNull(text);
        steps = List.copyOf(steps);
        if (steps.stream().allMatch(step -> step instanceof Step.Elements)) {
            throw new ViewException("the path " + text + " names no field");
        }
    }

    public static FieldPath parse(String text) {
        return new FieldPath(text, new FieldPathReader(text).steps());
    }

    static List<String> name(Step step) {
        return switch (step) {
            case Step.Member(String name) -> List.of(name);
            case Step.Descendant(String name) -> List.of(name);
            case Step.Elements() -> List.of();
        };
    }
}
