package io.sluice.deploy.template;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of {@code Fn::Sub}: <code>${Name}</code> is replaced, <code>${!Name}</code> stays as <code>${Name}</code>, which is how policy
 * variables are written. From <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html">Fn::Sub</a>.
 */
final class Substitution {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^{}]*)}");

    private Substitution() {}

    static String of(String text, UnaryOperator<String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).isEmpty() ? values.apply(found.group(2).strip()) : "${" + found.group(2) + "}"));
    }
}
