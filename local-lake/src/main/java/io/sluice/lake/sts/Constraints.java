package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the members of a request must satisfy; all that they do not is told at once, in AWS's words. */
final class Constraints {
    /** How long a member may be and what it consists of. */
    record Rule(int least, int most, Pattern pattern) {
        static Rule of(int least, int most, String pattern) {
            return new Rule(least, most, Pattern.compile(pattern));
        }
    }

    private final List<String> broken = new ArrayList<>();

    /** The member's value, or an empty text that is noted as missing. */
    String required(String member, Optional<String> value, Rule rule) {
        if (value.isEmpty()) {
            note("null", member, "Member must not be null");
        }
        return optional(member, value, rule).orElse("");
    }

    Optional<String> optional(String member, Optional<String> value, Rule rule) {
        value.ifPresent(text -> {
            int length = text.codePointCount(0, text.length());
            if (length < rule.least()) {
                note("'" + text + "'", member, "Member must have length greater than or equal to " + rule.least());
            }
            if (length > rule.most()) {
                note("'" + text + "'", member, "Member must have length less than or equal to " + rule.most());
            }
            if (!rule.pattern().matcher(text).matches()) {
                note(
                        "'" + text + "'",
                        member,
                        "Member must satisfy regular expression pattern: "
                                + rule.pattern().pattern());
            }
        });
        return value;
    }

    Optional<Integer> number(String member, Optional<String> value, int least, int most) {
        return value.map(text -> {
            if (!text.matches("-?\\d{1,9}")) {
                throw new AwsException(
                        ErrorCode.ValidationError, "The value '" + text + "' at '" + member + "' is not an integer.");
            }
            int number = Integer.parseInt(text);
            if (number < least) {
                note("'" + text + "'", member, "Member must have value greater than or equal to " + least);
            }
            if (number > most) {
                note("'" + text + "'", member, "Member must have value less than or equal to " + most);
            }
            return number;
        });
    }

    /** A member that is a secret: only its length is looked at, and the value is not told. */
    void hidden(String member, String value, int least, int most) {
        if (value.length() < least) {
            note("'***'", member, "Member must have length greater than or equal to " + least);
        }
        if (value.length() > most) {
            note("'***'", member, "Member must have length less than or equal to " + most);
        }
    }

    void most(String member, int count, int most) {
        if (count > most) {
            note("'" + count + " items'", member, "Member must have length less than or equal to " + most);
        }
    }

    private void note(String value, String member, String rule) {
        broken.add("Value " + value + " at '" + member + "' failed to satisfy constraint: " + rule);
    }

    /** Refuses the request where anything was not as it must be. */
    void check() {
        if (!broken.isEmpty()) {
            var count = broken.size() == 1
                    ? "1 validation error detected: "
                    : broken.size() + " validation errors detected: ";
            throw new AwsException(ErrorCode.ValidationError, count + String.join("; ", broken));
        }
    }
}
