package io.sluice.iam;

import io.sluice.iam.ConditionOperator.Family;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One operator on one key with its values: any value may match; of a negated operator none may.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
public final class Condition {
    /** How the values of a multi-valued key are taken together. */
    public enum Quantifier {
        NONE(""),
        FOR_ALL_VALUES("ForAllValues:"),
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    private static final long NOT_QUICK = Long.MIN_VALUE;
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private final Quantifier quantifier;
    private final ConditionOperator operator;
    private final boolean ifExists;
    private final ConditionKey key;
    private final List<String> values;
    private final Operand[] operands;
    private final List<ConditionKey> keys;

    /** @throws IllegalArgumentException where a value is not one of the operator; the message says which */
    Condition(
            Quantifier quantifier,
            ConditionOperator operator,
            boolean ifExists,
            ConditionKey key,
            List<String> values,
            boolean variables) {
        this.quantifier = quantifier;
        this.operator = operator;
        this.ifExists = ifExists;
        this.key = key;
        this.values = List.copyOf(values);
        this.operands = values.stream()
                .map(value -> Operand.of(operator, value, variables))
                .toArray(Operand[]::new);
        this.keys = Stream.concat(Stream.of(key), Stream.of(operands).flatMap(Operand::variables))
                .toList();
    }

    public Quantifier quantifier() {
        return quantifier;
    }

    public ConditionOperator operator() {
        return operator;
    }

    public boolean ifExists() {
        return ifExists;
    }

    /** The key as written. */
    public String key() {
        return key.text();
    }

    public List<String> values() {
        return values;
    }

    /** The operator as written, with qualifier and {@code IfExists}. */
    public String operatorText() {
        return quantifier.prefix() + operator.text() + (ifExists ? "IfExists" : "");
    }

    ConditionKey conditionKey() {
        return key;
    }

    Operand[] operands() {
        return operands;
    }

    /** Its own key, then those of the variables in its values. */
    List<ConditionKey> keys() {
        return keys;
    }

    boolean holds(Facts facts) {
        return holds(key.values(facts), facts);
    }

    /** @param present the request's values of the key, null where it is absent */
    boolean holds(List<String> present, Facts facts) {
        if (operator == ConditionOperator.NULL) {
            return matchesAny(present == null || present.isEmpty() ? "true" : "false", facts);
        }
        return switch (quantifier) {
            case NONE ->
                (present == null || present.isEmpty()) ? ifExists || operator.isNegated() : any(present, facts);
            case FOR_ALL_VALUES -> present == null || isNothing(present) || forAll(present, facts);
            case FOR_ANY_VALUE -> (present == null || present.isEmpty()) ? ifExists : forAny(present, facts);
        };
    }

    /** ForAllValues also holds for a key whose value comes to nothing, such as an empty string. */
    private static boolean isNothing(List<String> present) {
        for (int i = 0; i < present.size(); i++) {
            if (!present.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean any(List<String> present, Facts facts) {
        for (int i = 0; i < present.size(); i++) {
            if (matchesAny(present.get(i), facts)) {
                return !operator.isNegated();
            }
        }
        return operator.isNegated();
    }

    private boolean forAll(List<String> present, Facts facts) {
        for (int i = 0; i < present.size(); i++) {
            if (matchesAny(present.get(i), facts) == operator.isNegated()) {
                return false;
            }
        }
        return true;
    }

    private boolean forAny(List<String> present, Facts facts) {
        for (int i = 0; i < present.size(); i++) {
            if (matchesAny(present.get(i), facts) != operator.isNegated()) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesAny(String value, Facts facts) {
        for (var operand : operands) {
            if (operand.matches(operator, value, facts)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition that
                && quantifier == that.quantifier
                && operator == that.operator
                && ifExists == that.ifExists
                && key.equals(that.key)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(quantifier, operator, ifExists, key, values);
    }

    @Override
    public String toString() {
        return operatorText() + " " + key + " " + values;
    }

    /** One value of a condition, in the form its operator compares. */
    sealed interface Operand {
        boolean matches(ConditionOperator operator, String value, Facts facts);

        default Stream<ConditionKey> variables() {
            return Stream.empty();
        }

        static Operand of(ConditionOperator operator, String text, boolean variables) {
            return switch (operator.family()) {
                case STRING -> new Pattern(Template.of(text, Template.Wildcards.NONE, variables));
                case STRING_IGNORE_CASE -> new IgnoringCase(Template.of(text, Template.Wildcards.NONE, variables));
                case STRING_LIKE -> new Pattern(Template.of(text, Template.Wildcards.FREE, variables));
                case ARN -> new Arn(ArnTemplate.of(text, variables));
                case BOOL, NULL -> bool(text, operator.family(), variables);
                case NUMERIC -> new Quantity(number(text));
                case DATE -> new Moment(instant(text));
                case BINARY -> new Bytes(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
                case IP_ADDRESS -> new Address(IpRange.parse(text));
            };
        }

        private static Operand bool(String text, Family family, boolean variables) {
            if (family == Family.BOOL && variables && text.contains("${")) {
                return new IgnoringCase(Template.of(text, Template.Wildcards.NONE, true));
            }
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new IllegalArgumentException("Neither true nor false: " + text);
            }
            return new Flag(Boolean.parseBoolean(text));
        }
    }

    record Pattern(Template template) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            return template.matches(value, facts);
        }

        @Override
        public Stream<ConditionKey> variables() {
            return template.variables();
        }
    }

    record IgnoringCase(Template template) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            var glob = template.resolve(facts);
            return glob != null && glob.toString().equalsIgnoreCase(value);
        }

        @Override
        public Stream<ConditionKey> variables() {
            return template.variables();
        }
    }

    record Arn(ArnTemplate template) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            return template.matches(value, facts);
        }

        @Override
        public Stream<ConditionKey> variables() {
            return template.variables();
        }
    }

    record Flag(boolean expected) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            return value.equalsIgnoreCase(expected ? "true" : "false");
        }
    }

    record Quantity(BigDecimal expected, long billionths) implements Operand {
        Quantity(BigDecimal expected) {
            this(expected, billionths(expected.toPlainString()));
        }

        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            long quick = billionths == NOT_QUICK ? NOT_QUICK : billionths(value);
            if (quick != NOT_QUICK) {
                return operator.holds(Long.compare(quick, billionths));
            }
            try {
                return operator.holds(number(value).compareTo(expected));
            } catch (IllegalArgumentException notANumber) {
                return false;
            }
        }

        /** A short plain number as billionths without making anything; what is not is compared the long way. */
        private static long billionths(String text) {
            long value = 0;
            int decimals = -1;
            if (text.length() > 17) {
                return NOT_QUICK;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '.' && decimals < 0 && i > 0) {
                    decimals = 0;
                } else if (c < '0' || c > '9') {
                    return NOT_QUICK;
                } else {
                    value = value * 10 + c - '0';
                    decimals += decimals < 0 ? 0 : 1;
                }
            }
            int missing = 9 - Math.max(decimals, 0);
            return text.isEmpty() || decimals == 0 || missing < 0 || text.length() - Math.max(decimals, 0) > 8
                    ? NOT_QUICK
                    : value * POWERS[missing];
        }
    }

    record Moment(Instant expected) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            try {
                return operator.holds(instant(value).compareTo(expected));
            } catch (IllegalArgumentException notADate) {
                return false;
            }
        }
    }

    record Bytes(ByteBuffer expected) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            try {
                return expected.equals(ByteBuffer.wrap(Base64.getDecoder().decode(value)));
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
    }

    record Address(IpRange expected) implements Operand {
        @Override
        public boolean matches(ConditionOperator operator, String value, Facts facts) {
            return expected.contains(value);
        }
    }

    /** Decimal digits, with a sign and a fraction. */
    static BigDecimal number(String text) {
        if (text.length() > 64 || !text.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
            throw new IllegalArgumentException("Not a number: " + text);
        }
        return new BigDecimal(text);
    }

    /**
     * A date of https://www.w3.org/TR/NOTE-datetime, or seconds of the epoch.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
     */
    static Instant instant(String text) {
        try {
            if (text.matches("-?\\d{1,12}") && text.length() != 4) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return switch (text.length()) {
                case 4 ->
                    LocalDate.of(Integer.parseInt(text), 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
                case 7 -> LocalDate.parse(text + "-01").atStartOfDay().toInstant(ZoneOffset.UTC);
                case 10 -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
                default -> OffsetDateTime.parse(colon(text)).toInstant();
            };
        } catch (DateTimeParseException | NumberFormatException notADate) {
            throw new IllegalArgumentException("Not a date: " + text, notADate);
        }
    }

    /** {@code +0100} is an offset too. */
    private static String colon(String text) {
        return text.matches(".*[+-]\\d{4}") && text.indexOf('T') > 0
                ? text.substring(0, text.length() - 2) + ":" + text.substring(text.length() - 2)
                : text;
    }
}
