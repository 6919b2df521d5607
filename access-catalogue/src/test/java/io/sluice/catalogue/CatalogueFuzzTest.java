package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken catalogues of every kind: each is understood to its last member, or refused with the one documented exception. */
class CatalogueFuzzTest {
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20261128L);
    private static final int SECONDS =
            Integer.getInteger("sluice.fuzz.seconds", Boolean.getBoolean("sluice.long") ? 180 : 2);
    private static final int LEAST = 60;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "'",
            "\"",
            "|\n",
            ">\n",
            "&a ",
            "*a",
            "<<: *a",
            "!!java.lang.String ",
            "!!binary AAAA",
            "!!set {a}",
            "? ",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "#",
            "null",
            "~",
            "true",
            "1e999",
            "0x7f",
            "0o17",
            "1_000",
            "2026-11-28",
            ".inf",
            ".nan",
            "\0",
            "\u0007",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            "include: x",
            "extends: x",
            "account: \"1\"",
            "*",
            "${aws:username}",
            "../../etc/passwd",
            "arn:aws:s3:::",
            "a".repeat(3_000));

    @Test
    void brokenCatalogueIsRefusedWithTheDocumentedExceptionOnly() throws IOException {
        var whole = Files.readString(Path.of("..", "catalogue.yaml"));
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long read = 0;
        long seed = SEED;
        for (; seed < SEED + LEAST || System.nanoTime() < end; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var text = mutated(random, whole);
            try {
                read += isRead(text) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("-Dsluice.fuzz.seed=" + seed + ": " + e, e);
            }
        }
        long cases = seed - SEED;
        System.out.println("fuzz catalogues: seed " + SEED + ", " + cases + " cases, " + read + " read");
        assertThat(read).isBetween(1L, cases - 1);
    }

    private static boolean isRead(String text) {
        try {
            assertThat(Catalogue.parse("fuzz.yaml", text).render()).isNotNull();
            return true;
        } catch (CatalogueException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
    }

    private static String mutated(RandomGenerator random, String text) {
        var broken = new StringBuilder(text);
        for (int i = random.nextInt(1 + random.nextInt(4)); i >= 0; i--) {
            int at = random.nextInt(broken.length() + 1);
            int to = Math.min(broken.length(), at + random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> broken.delete(at, to);
                case 1 -> broken.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> broken.insert(at, broken.substring(at, to).repeat(1 + random.nextInt(4)));
                case 3 -> broken.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
                case 4 -> broken.insert(at, (char) random.nextInt(0x10000));
                default -> broken.insert(lineStart(broken, at), line(random, text));
            }
        }
        return broken.toString();
    }

    private static int lineStart(StringBuilder text, int at) {
        return text.lastIndexOf("\n", Math.max(0, at - 1)) + 1;
    }

    private static String line(RandomGenerator random, String text) {
        var lines = text.split("\n", -1);
        return lines[random.nextInt(lines.length)] + "\n";
    }

    static Stream<Arguments> bombs() {
        var laughs = IntStream.range(1, 12)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n")
                .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("billion laughs", "a0: &a0 lol\n" + laughs),
                Arguments.of("an alias within itself", "account: &a [*a]\n"),
                Arguments.of("lists within lists", "account: " + "[".repeat(100_000)),
                Arguments.of("blocks within blocks", "- ".repeat(50_000) + "a\n"),
                Arguments.of("maps within maps", "{a: ".repeat(50_000)),
                Arguments.of("many documents", "---\na: 1\n".repeat(100_000)),
                Arguments.of("a key of a megabyte", "a".repeat(1 << 20) + ": 1\n"),
                Arguments.of("a value of ten megabytes", "account: \"" + "1".repeat(10 << 20) + "\"\n"),
                Arguments.of(
                        "a Region of many parts",
                        "account: \"111122223333\"\nregion: aa" + "-a".repeat(50_000) + "-1\n"),
                Arguments.of("a name twice", "account: \"111122223333\"\n".repeat(2)),
                Arguments.of(
                        "a class to be made", "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    @Timeout(60)
    void catalogueMadeToHarmIsRefused(String name, String text) {
        assertThatExceptionOfType(CatalogueException.class)
                .as(name)
                .isThrownBy(() -> Catalogue.parse("bomb.yaml", text));
    }
}
