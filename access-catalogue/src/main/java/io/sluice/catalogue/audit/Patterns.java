package io.sluice.catalogue.audit;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts in which {@code *} stands for any characters. */
final class Patterns {
    private Patterns() {}

    static boolean matches(String pattern, String text) {
        return Pattern.compile(
                        Arrays.stream(pattern.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.DOTALL)
                .matcher(text)
                .matches();
    }
}
