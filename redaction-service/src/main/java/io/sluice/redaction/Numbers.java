package io.sluice.redaction;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as JSON writes them. */
final class Numbers {
    private static final Pattern LITERAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final int MOST_DIGITS = 64;

    private Numbers() {}

    static boolean isLiteral(String text) {
        return text.length() <= Limits.USUAL.numberBytes()
                && LITERAL.matcher(text).matches();
    }

    /** The value, where it can be written in at most 64 digits on either side of the point. */
    static Optional<BigDecimal> value(String literal) {
        try {
            BigDecimal value = new BigDecimal(literal);
            return isModest(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException exponentTooLarge) {
            return Optional.empty();
        }
    }

    private static boolean isModest(BigDecimal value) {
        return Math.abs((long) value.scale()) <= MOST_DIGITS && value.precision() <= 2 * MOST_DIGITS;
    }

    /** Plain digits without needless zeros. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
