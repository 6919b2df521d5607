package io.sluice.redaction;

import static io.sluice.redaction.Redaction.redactor;
import static io.sluice.redaction.Redaction.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Made-up tables, whole and broken, beside a reading of CSV by regular expression: the same text or a refusal by both. */
class CsvFuzzTest {
    private static final Redactor REDACTOR = redactor(
            rule("$.price", new Verb.Omit()),
            rule("$..email", new Verb.Mask(2)),
            rule("$.customer.phone", new Verb.Omit()));
    private static final List<String> NAMES = List.of(
            "price",
            "email",
            "customer",
            "customer.phone",
            "customer.email",
            "customer.name",
            "x.email.y",
            "price.net",
            "sku",
            "\"sku\"",
            "\"price\"",
            "\"a,b\"",
            "\"a\nb\"",
            "größe",
            "a b",
            "Sku",
            "PRICE",
            " price",
            "",
            "7",
            "a;b");
    private static final List<String> FIELDS = List.of(
            "",
            "1",
            "12.5",
            "abc",
            "\"abc\"",
            "\"a,b\"",
            "\"a\"\"b\"",
            "\"\"",
            "\"\r\n\"",
            "é€😀",
            " x ",
            "'",
            "a\tb",
            "\"{\"\"price\"\":1}\"");
    private static final Pattern FIELD =
            Pattern.compile("\\G(\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[^\",\r\n]*+)(,|\r\n|\n|\\z)");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private enum Fate {
        KEPT,
        MASKED,
        OMITTED
    }

    private record Line(List<String> fields, String end) {}

    @Test
    void theTableReaderAndTheRegularExpressionAgree() {
        long seed = Long.getLong("sluice.fuzz.seed", 20261122L);
        Duration time = Duration.ofSeconds(
                Integer.getInteger("sluice.fuzz.seconds", Boolean.getBoolean("sluice.long") ? 60 : 2));
        long until = System.nanoTime() + time.toNanos();
        long cases = 0;
        long refused = 0;
        while (System.nanoTime() < until || cases < 1_000) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed + cases);
            byte[] input = table(random).getBytes(StandardCharsets.UTF_8);
            input = random.nextInt(3) == 0 ? RecordMaker.mutated(input, random) : input;
            Optional<String> expected = expected(input);
            assertThat(actual(input))
                    .as("seed %d, input:%n%s", seed + cases, new String(input, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            refused += expected.isEmpty() ? 1 : 0;
            cases++;
        }
        System.out.println(
                "CSV fuzz: seed " + seed + ", " + cases + " cases, " + refused + " of them refused, no disagreement");
        assertThat(refused).isBetween(cases / 20, cases - cases / 20);
    }

    private static String table(RandomGenerator random) {
        int columns = 1 + random.nextInt(6);
        String end = random.nextBoolean() ? "\n" : "\r\n";
        Set<String> header = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String name = NAMES.get(random.nextInt(random.nextInt(20) == 0 ? NAMES.size() : 15));
            names.add(header.add(name) || random.nextInt(20) == 0 ? name : "c" + i);
        }
        StringBuilder out = new StringBuilder(String.join(",", names)).append(end);
        int rows = random.nextInt(5);
        for (int row = 0; row < rows; row++) {
            int count = random.nextInt(40) == 0 ? columns + 1 : columns;
            Stream<String> fields = Stream.generate(() -> FIELDS.get(random.nextInt(FIELDS.size())))
                    .limit(count);
            out.append(String.join(",", fields.toList())).append(random.nextInt(9) == 0 ? end + end : end);
        }
        out.setLength(out.length() - (random.nextInt(4) == 0 ? end.length() : 0));
        return out.toString();
    }

    private static Optional<String> actual(byte[] input) {
        try {
            return Optional.of(new String(Redaction.redact(REDACTOR, Redaction.CSV, input), StandardCharsets.UTF_8));
        } catch (UnredactableException refusal) {
            return Optional.empty();
        }
    }

    private static Optional<String> expected(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<Line> lines = lines(text);
        boolean readable =
                Utf8.isValid(input, 0, input.length) && !FORBIDDEN.matcher(text).find();
        if (!readable || (lines.isEmpty() && !text.isEmpty())) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        List<Fate> fates = List.of();
        for (Line line : lines) {
            boolean header = fates.isEmpty();
            if (header) {
                Optional<List<Fate>> found = fates(line.fields());
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                fates = found.get();
            } else if (line.fields().equals(List.of(""))) {
                out.append(line.end());
                continue;
            }
            if (line.fields().size() != fates.size()) {
                return Optional.empty();
            }
            out.append(shown(line.fields(), fates, header)).append(line.end());
        }
        return Optional.of(out.toString());
    }

    /** Nothing where some line is none. */
    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        int at = 0;
        while (at < text.length() || !fields.isEmpty()) {
            if (!matcher.find(at)) {
                return List.of();
            }
            fields.add(matcher.group(1));
            at = matcher.end();
            if (!matcher.group(2).equals(",")) {
                lines.add(new Line(List.copyOf(fields), matcher.group(2)));
                fields.clear();
            }
        }
        return lines;
    }

    private static String unquoted(String field) {
        return field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }

    private static Optional<List<Fate>> fates(List<String> header) {
        List<String> names = header.stream().map(CsvFuzzTest::unquoted).toList();
        Set<String> known = Set.of("price", "email", "customer", "phone");
        boolean right = new HashSet<>(names).size() == names.size();
        for (String name : names) {
            right &= !name.isBlank()
                    && name.equals(name.strip())
                    && !name.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
            right &= !name.matches("(?s).*[;|\\p{Cc}\\p{Cf}&&[^ ]].*") && !name.matches("(?s).*[\\p{Z}&&[^ ]].*");
            right &= known.contains(name) || known.stream().noneMatch(name::equalsIgnoreCase);
        }
        return right ? Optional.of(names.stream().map(CsvFuzzTest::fate).toList()) : Optional.empty();
    }

    private static Fate fate(String name) {
        if (name.equals("customer")
                || Stream.of("price", "customer.phone").anyMatch(p -> (name + ".").startsWith(p + "."))) {
            return Fate.OMITTED;
        }
        return List.of(name.split("\\.", -1)).contains("email") ? Fate.MASKED : Fate.KEPT;
    }

    private static String shown(List<String> fields, List<Fate> fates, boolean header) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            switch (fates.get(i)) {
                case OMITTED -> {}
                case KEPT -> shown.add(fields.get(i));
                case MASKED -> shown.add(header || fields.get(i).isEmpty() ? fields.get(i) : masked(fields.get(i)));
            }
        }
        return String.join(",", shown);
    }

    private static String masked(String field) {
        int[] points = unquoted(field).codePoints().toArray();
        int hidden = points.length > 2 ? points.length - 2 : points.length;
        String stars = "*".repeat(hidden) + new String(points, hidden, points.length - hidden);
        boolean quotes = field.startsWith("\"") || stars.matches("(?s).*[,\"\r\n].*");
        return quotes ? '"' + stars.replace("\"", "\"\"") + '"' : stars;
    }
}
