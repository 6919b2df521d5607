package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
    private static String random(Random random, String alphabet, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Pattern regex(String glob) {
        var regex = new StringBuilder();
        glob.codePoints()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    @Test
    void matchesAsTheRegularExpressionDoes() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var glob = random(random, "ab:*?", 10);
            var text = random(random, "ab:", 12);
            assertThat(Glob.of(glob).matches(text))
                    .as(glob + " on " + text)
                    .isEqualTo(regex(glob).matcher(text).matches());
        }
    }

    /** A star in the middle of one of the first five segments stays in it; one at its end does not. */
    @Test
    void starsOfAnArnMatchAsTheSegmentsSay() {
        var random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            var glob = random(random, "ab::*?", 16);
            var text = random(random, "ab::", 16);
            var regex = new StringBuilder();
            int colons = 0;
            for (int c = 0; c < glob.length(); c++) {
                char token = glob.charAt(c);
                colons += token == ':' ? 1 : 0;
                boolean ends = c + 1 == glob.length()
                        || glob.charAt(c + 1) == ':'
                        || glob.substring(c).matches("\\*+(:.*)?");
                regex.append(
                        switch (token) {
                            case '*' -> colons < 5 && !ends ? "[^:]*" : ".*";
                            case '?' -> colons < 5 ? "[^:]" : ".";
                            default -> Character.toString(token);
                        });
            }
            assertThat(Template.of(glob, Template.Wildcards.ARN, false).fixed().matches(text))
                    .as(glob + " on " + text)
                    .isEqualTo(Pattern.matches(regex.toString(), text));
        }
    }

    @Test
    void examplesShowEveryCombinationOfPatterns() {
        var random = new Random(9);
        for (int i = 0; i < 300; i++) {
            var one = Glob.of(random(random, "ab*?", 6));
            var two = Glob.of(random(random, "ab*?", 6));
            var examples = new Languages().add(one, "").add(two, "").examples();
            for (int j = 0; j < 100; j++) {
                var text = random(random, "abx", 8) + "b";
                assertThat(examples)
                        .as(one + " and " + two + ": " + text)
                        .anyMatch(example -> !example.isEmpty()
                                && one.matches(example) == one.matches(text)
                                && two.matches(example) == two.matches(text));
            }
        }
    }
}
