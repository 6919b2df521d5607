package io.sluice.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes up JSON as it may be met: nested, with any white space, numbers and strings in every spelling, and sometimes broken. */
final class RecordMaker {
    /** What stands in every scalar below a member that is named price, however that name is spelled. */
    static final String SECRET = "S3CR3T";

    private static final List<String> NAMES = List.of(
            "price",
            "price",
            "discount",
            "customer",
            "email",
            "items",
            "sku",
            "a",
            "b",
            "a b",
            "préis",
            "\\u0061",
            "",
            "pr\\u0069ce",
            "\\ud83d\\ude00",
            "quite_a_long_name_of_more_than_32_bytes",
            "p",
            "Price",
            "pricE",
            "price ",
            "\\ud800",
            "\\udc00.");
    private static final List<String> STRINGS = List.of(
            "",
            "x",
            "Half-Orc",
            "2026-11-21T09:30:00.000000",
            "2026-11-21",
            "2026-02-30T10:00:00Z",
            "2026-11-21T09:30+01:00",
            "a\\\"b",
            "\\\\",
            "\\\\\\\"",
            "\\u00e9\\n\\/",
            "\\ud800",
            "\\udc00x",
            "é€😀",
            "[1,2]{}",
            "{\\\"price\\\":1}",
            "12.5",
            "0123456",
            "01234567",
            "012345678",
            "4111111111111111",
            ",:}",
            "\u007f\u0080\u2028");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "12",
            "-7.25",
            "0.5",
            "1e5",
            "1E+5",
            "1.5e-7",
            "12345678",
            "123456789.12345678",
            "1e400",
            "-0.0",
            "99999999999999999999999999",
            "1e-400",
            "1e99999999999");
    private static final List<String> ODD = List.of(
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e",
            "1e+",
            "tru",
            "nulls",
            "NaN",
            "'x'",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\u0001\"",
            "\"\t\"",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "{,}",
            "\"",
            "{",
            "[",
            "]",
            "\"\\",
            "\u0000",
            "\uFEFF1",
            "/**/1");
    private static final List<String> SPACES = List.of("", "", "", " ", " ", "  ", "\t", "\r", " \t ");

    private final RandomGenerator random;
    private final boolean breaks;
    private final String style;

    RecordMaker(RandomGenerator random, boolean breaks) {
        this.random = random;
        this.breaks = breaks;
        this.style = random.nextInt(3) == 0 ? "" : " ";
    }

    String record(boolean lineBreaks) {
        StringBuilder out = new StringBuilder();
        object(out, 0, false, lineBreaks);
        return out.toString();
    }

    private void object(StringBuilder out, int depth, boolean secret, boolean lineBreaks) {
        out.append('{').append(space(lineBreaks));
        int members = random.nextInt(random.nextInt(10) == 0 ? 30 : 6);
        int uniqueFrom = random.nextInt(100);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < members; i++) {
            String name = name(used, uniqueFrom + i);
            if (i > 0) {
                out.append(space(lineBreaks)).append(',').append(style).append(space(lineBreaks));
            }
            out.append('"')
                    .append(name)
                    .append('"')
                    .append(space(lineBreaks))
                    .append(':')
                    .append(style);
            value(out, depth + 1, secret || name.equals("price") || name.equals("pr\\u0069ce"), lineBreaks);
        }
        out.append(space(lineBreaks)).append('}');
    }

    /** Hardly ever the same twice, and hardly ever an escaped spelling of what a rule may speak of. */
    private String name(Set<String> used, int number) {
        String name = random.nextInt(3) == 0 ? "f" + number : oneOf(NAMES);
        boolean odd = !used.add(name)
                || name.equals("pr\\u0069ce")
                || name.equals("\\u0061")
                || name.startsWith("\\ud800")
                || name.startsWith("\\udc");
        return odd && random.nextInt(20) != 0 ? "g" + number : name;
    }

    private void value(StringBuilder out, int depth, boolean secret, boolean lineBreaks) {
        int kind = random.nextInt(depth > 4 ? 60 : 100);
        if (breaks && random.nextInt(200) == 0) {
            out.append(oneOf(ODD));
        } else if (kind < 25) {
            out.append(secret ? "1" : oneOf(NUMBERS));
        } else if (kind < 50) {
            out.append('"').append(secret ? SECRET : oneOf(STRINGS)).append('"');
        } else if (kind < 60) {
            out.append(oneOf(List.of("true", "false", "null")));
        } else if (kind < 80) {
            object(out, depth, secret, lineBreaks);
        } else {
            array(out, depth, secret, lineBreaks);
        }
    }

    private void array(StringBuilder out, int depth, boolean secret, boolean lineBreaks) {
        out.append('[').append(space(lineBreaks));
        int elements = random.nextInt(5);
        for (int i = 0; i < elements; i++) {
            if (i > 0) {
                out.append(space(lineBreaks)).append(',').append(space(lineBreaks));
            }
            value(out, depth + 1, secret, lineBreaks);
        }
        out.append(space(lineBreaks)).append(']');
    }

    private String space(boolean lineBreaks) {
        return random.nextInt(8) != 0 ? "" : lineBreaks && random.nextInt(3) == 0 ? "\n" : oneOf(SPACES);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Changes a byte or a few: flips, drops, doubles, cuts off, puts in what JSON is made of. */
    static byte[] mutated(byte[] input, RandomGenerator random) {
        byte[] bytes = input;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
            bytes = switch (random.nextInt(6)) {
                case 0 -> spliced(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
                case 1 -> spliced(bytes, at, to, new byte[0]);
                case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
                case 3 ->
                    spliced(bytes, at, at, new byte[] {(byte) "\"\\{}[],:0-.e \n\r\0tnf".charAt(random.nextInt(19))});
                case 4 -> spliced(bytes, at, at, new byte[] {(byte) (0x80 + random.nextInt(128))});
                default ->
                    random.nextInt(3) == 0
                            ? Arrays.copyOf(bytes, at)
                            : spliced(bytes, at, at + 1, "\"price\":".getBytes(StandardCharsets.US_ASCII));
            };
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = new byte[bytes.length - (to - from) + between.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }
}
