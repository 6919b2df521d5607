package io.sluice.deploy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Logical ids that follow from names alone, so that nothing is replaced because something else came or went. */
final class LogicalIds {
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]+");

    private LogicalIds() {}

    /** {@code Ec2Consumer} for {@code ec2-consumer}. */
    static String camel(String name) {
        return NOT_ALPHANUMERIC
                .splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** {@code camel} with a digest of the name, for names that differ in other characters only: {@code users*} and {@code users/*}. */
    static String distinct(String name) {
        return camel(name) + "%08x".formatted(name.hashCode());
    }
}
