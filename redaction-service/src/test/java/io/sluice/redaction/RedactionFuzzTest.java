package io.sluice.redaction;

import static io.sluice.redaction.Redaction.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Made-up records, whole and broken, through the scanner, through the parser, and through {@link JacksonRedactor}: the same bytes
 * or a refusal by all three. {@code -Dsluice.fuzz.seconds=600} makes it long (so does {@code -Dsluice.long=true}),
 * {@code -Dsluice.fuzz.seed=…} repeats a run; a failure names the seed of its case.
 */
class RedactionFuzzTest {
    private static final List<List<Rule>> VIEWS = List.of(
            List.of(rule("$..price", new Verb.Omit()), rule("$..discount", new Verb.Omit())),
            List.of(rule("$.price", new Verb.Omit()), rule("$.customer.email", new Verb.Mask(2))),
            List.of(
                    rule("$..price", new Verb.Round(BigDecimal.TEN)),
                    rule("$.items[*].sku", new Verb.Hash("k1")),
                    rule("$.items[*]", new Verb.Mask(1))),
            List.of(
                    rule("$..a", new Verb.Generalise(Grain.DAY)),
                    rule("$.a", new Verb.Mask(0)),
                    rule("$..a.b", new Verb.Omit()),
                    rule("$['a b']..price", new Verb.Hash("k1"))),
            List.of(rule("$.préis", new Verb.Omit()), rule("$..customer[*][*].b", new Verb.Generalise(Grain.HOUR))),
            List.of(
                    rule("$..quite_a_long_name_of_more_than_32_bytes", new Verb.Omit()),
                    rule("$.b", new Verb.Mask(4))));
    private static final Limits SMALL = new Limits(1 << 16, 8, 48, 32, 1_000, 64, false);
    private static final Limits PARSED = new Limits(1 << 16, 8, 48, 32, 1_000, 64, true);

    private static final String DONE = "done";

    private long refused;

    @Test
    void scannerParserAndJacksonAgree() throws IOException {
        long seed = Long.getLong("sluice.fuzz.seed", 20261122L);
        Duration time = Duration.ofSeconds(
                Integer.getInteger("sluice.fuzz.seconds", Boolean.getBoolean("sluice.long") ? 600 : 4));
        long until = System.nanoTime() + time.toNanos();
        long cases = 0;
        while (System.nanoTime() < until || cases < 1_000) {
            agree(seed + cases++);
        }
        System.out.println(
                "fuzz: seed " + seed + ", " + cases + " cases, " + refused + " of them refused, no disagreement");
        assertThat(refused).isBetween(cases / 20, cases - cases / 20);
    }

    private void agree(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Rule> rules = VIEWS.get(random.nextInt(VIEWS.size()));
        if (random.nextInt(3) == 0) {
            document(seed, random, rules);
        } else {
            lines(seed, random, rules);
        }
    }

    private void lines(long seed, RandomGenerator random, List<Rule> rules) throws IOException {
        RecordMaker maker = new RecordMaker(random, random.nextInt(3) == 0);
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            text.append(maker.record(false))
                    .append(List.of("\n", "\n", "\n", "\r\n", "\n\n", " \n").get(random.nextInt(6)));
        }
        if (random.nextInt(4) == 0) {
            text.setLength(text.length() - 1);
        }
        byte[] input = maybeMutated(text.toString(), random);
        JacksonRedactor.Lines expected = new JacksonRedactor(rules, SMALL).lines(input);
        compare(seed, Redaction.NDJSON, rules, input, expected.redacted(), expected.complete());
    }

    private void document(long seed, RandomGenerator random, List<Rule> rules) throws IOException {
        RecordMaker maker = new RecordMaker(random, random.nextInt(3) == 0);
        StringBuilder text = new StringBuilder();
        boolean array = random.nextBoolean();
        int count = array ? random.nextInt(5) : 1;
        text.append(array ? " [ " : "");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ,\n").append(maker.record(true));
        }
        text.append(array ? "]" : "\n");
        byte[] input = maybeMutated(text.toString(), random);
        Optional<String> expected = new JacksonRedactor(rules, SMALL).document(input);
        compare(seed, Redaction.JSON, rules, input, expected.orElse(""), expected.isPresent());
    }

    private static byte[] maybeMutated(String text, RandomGenerator random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(3) == 0 ? RecordMaker.mutated(bytes, random) : bytes;
    }

    private void compare(long seed, Format format, List<Rule> rules, byte[] input, String expected, boolean complete)
            throws IOException {
        refused += complete ? 0 : 1;
        for (Limits limits : List.of(SMALL, PARSED)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String outcome = redact(Redactor.of(Redaction.view(rules), Redaction.KEYS, limits), format, input, out);
            String what = "seed %d, parser only %s, %s, input:%n%s"
                    .formatted(seed, limits.parserOnly(), outcome, new String(input, StandardCharsets.UTF_8));
            assertThat(outcome.equals(DONE)).as(what).isEqualTo(complete);
            if (complete) {
                assertThat(out.toString(StandardCharsets.UTF_8)).as(what).isEqualTo(expected);
            } else if (format.shape() == Format.Shape.NDJSON) {
                assertThat(expected).as(what).startsWith(out.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private static String redact(Redactor redactor, Format format, byte[] input, ByteArrayOutputStream out)
            throws IOException {
        try {
            redactor.redact(format, new Dribble(input), out);
            return DONE;
        } catch (UnredactableException refusal) {
            return refusal.getMessage();
        }
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends InputStream {
        private final ByteArrayInputStream in;
        private int turn;

        Dribble(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return in.read(bytes, offset, Math.min(length, 1 + turn++ % 7 * 11));
        }
    }

    /** Without mutation a secret is only ever below a member that is named price, so no secret may come out. */
    @Test
    void nothingBelowAPriceComesOut() throws IOException {
        for (int seed = 0; seed < 3_000; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            RecordMaker maker = new RecordMaker(random, false);
            byte[] input = (maker.record(false) + "\n" + maker.record(false)).getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            redact(Redaction.omitting("$..price"), Redaction.NDJSON, input, out);
            assertThat(out.toString(StandardCharsets.UTF_8)).as("seed " + seed).doesNotContain(RecordMaker.SECRET);
        }
    }
}
