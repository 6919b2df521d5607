package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    private static String random(Random random, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append("ab/x".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    private static BitSet matched(List<Glob> globs, String text) {
        var matched = new BitSet();
        for (int i = 0; i < globs.size(); i++) {
            matched.set(i, globs.get(i).matches(text));
        }
        return matched;
    }

    @Test
    void findsTheSameExamplesWithAndWithoutTheAutomaton() {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            var languages = new Languages();
            var prefixes = List.of("", "a/", "ab");
            for (int n = random.nextInt(6); n >= 0; n--) {
                var glob = Glob.of(random(random, 6) + (random.nextInt(3) == 0 ? "" : "*"));
                languages.add(glob, prefixes.get(random.nextInt(3)));
            }
            assertThat(languages.examples()).isEqualTo(languages.byAutomaton());
        }
    }

    @Test
    void leavesNoCombinationOfPatternsWithoutAnExample() {
        var random = new Random(12);
        for (int i = 0; i < 500; i++) {
            var languages = new Languages();
            var globs = new ArrayList<Glob>();
            for (int n = random.nextInt(6); n >= 0; n--) {
                globs.add(Glob.of(random(random, 5) + (random.nextBoolean() ? "*" : "")));
            }
            globs.forEach(glob -> languages.add(glob, ""));
            var found = new HashSet<BitSet>();
            languages.examples().forEach(example -> found.add(matched(globs, example)));
            for (int j = 0; j < 200; j++) {
                assertThat(found).contains(matched(globs, random(random, 9)));
            }
        }
    }
}
