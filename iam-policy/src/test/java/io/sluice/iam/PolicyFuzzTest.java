package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Broken documents of every kind: each is read, or refused with the one documented exception. */
class PolicyFuzzTest {
    private static final long NANOS = Boolean.getBoolean("sluice.long") ? TimeUnit.MINUTES.toNanos(5) : 0;
    private static final int LEAST = 1_500;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "true",
            "1e999",
            "-0.0",
            "\\u0000",
            "\\ud83d",
            "*",
            "?",
            "${",
            "}",
            "${aws:username}",
            "${*}",
            "arn:aws:s3:::",
            "\"Version\":",
            "\"Statement\":",
            "\"Condition\":",
            "\"NotAction\":",
            "\"Principal\":{\"AWS\":\"*\"}",
            "\"ForAllValues:StringLike\":{\"s3:prefix\":[]}",
            "s3:*",
            "9999999999999",
            "/33",
            "::1",
            "2026-02-30",
            "é",
            "\uD83D\uDE00",
            "\uFEFF",
            "\n",
            "\t",
            "**********",
            "\"Sid\":\"x\",");
    private static final AccessRequest REQUEST = new AccessRequest(
            Principal.of("arn:aws:iam::111122223333:user/ana"),
            "s3:GetObject",
            "arn:aws:s3:::lake/" + "a".repeat(1000),
            "111122223333",
            RequestContext.empty().with("s3:prefix", "a".repeat(1000)).with("aws:SourceIp", "203.0.113.7"));

    private static String document(Random random) {
        var generated = new Generated(random.nextLong());
        var statements =
                generated.statements(random.nextBoolean(), random.nextBoolean() ? Generated.BUCKET : Generated.GATE);
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String mutated(Random random, String text) {
        var broken = new StringBuilder(text);
        for (int i = random.nextInt(1 + random.nextInt(6)); i >= 0; i--) {
            int at = random.nextInt(broken.length() + 1);
            int to = Math.min(broken.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> broken.delete(at, to);
                case 1 -> broken.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> broken.insert(at, broken.substring(at, to).repeat(1 + random.nextInt(4)));
                case 3 -> broken.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
                default -> broken.insert(at, (char) random.nextInt(0x10000));
            }
        }
        return broken.toString();
    }

    private static boolean read(String text) {
        PolicyDocument document;
        try {
            document = PolicyDocument.parse(text);
        } catch (PolicyException refused) {
            assertThat(refused.path()).startsWith("$");
            return false;
        }
        assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
        boolean named = document.statements().stream()
                .allMatch(statement -> statement.principal().isPresent());
        boolean nameless = document.statements().stream()
                .noneMatch(statement -> statement.principal().isPresent());
        boolean whole = document.statements().stream()
                .noneMatch(statement -> statement.resources().isEmpty());
        if (whole && (named || nameless)) {
            var policy = new NamedPolicy("fuzz", document);
            var set = named
                    ? PolicySet.builder().resource(policy)
                    : PolicySet.builder().identity(policy);
            assertThat(PolicyEvaluator.explain(REQUEST, set.build())).isNotNull();
        }
        return true;
    }

    @Test
    void brokenDocumentIsRefusedWithTheDocumentedExceptionOnly() {
        var random = new Random(11);
        long end = System.nanoTime() + NANOS;
        int read = 0;
        int refused = 0;
        while (read + refused < LEAST || System.nanoTime() < end) {
            var text = mutated(random, document(random));
            try {
                if (read(text)) {
                    read++;
                } else {
                    refused++;
                }
            } catch (RuntimeException e) {
                throw new AssertionError("On " + text, e);
            }
        }
        System.out.println("Fuzzed documents: " + read + " read, " + refused + " refused");
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void brokenLineIsAnsweredAndNothingElse() throws IOException {
        var random = new Random(12);
        long end = System.nanoTime() + NANOS / 10;
        var line = DecisionTable.rows().getFirst().request();
        for (int i = 0; i < LEAST || System.nanoTime() < end; i++) {
            var text = mutated(random, line).replace('\n', ' ').replace('\r', ' ');
            var out = new ByteArrayOutputStream();
            DecisionLines.run(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out);
            var answer = out.toString(StandardCharsets.UTF_8);
            assertThat(answer.chars().filter(c -> c == '\n').count()).as(text).isLessThanOrEqualTo(1);
            assertThat(answer).as(text).matches("(?s)(\\{\"(decision|error)\":.*}\n)?");
        }
    }

    /** Documents of the greatest size that ask for much work. */
    static List<String> heavy() {
        var all = new ArrayList<String>();
        for (var resource : List.of(
                "*a",
                "a*",
                "?",
                "*?",
                "**",
                "a*b*",
                "*aaaaaaaaaaaaaaaaaaaaaaab",
                "\uD83D\uDE00?",
                "${*}a*",
                "${aws:username}*")) {
            all.add(filled("\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::lake/", resource, "\""));
            all.add(filled(
                    "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"",
                    resource,
                    "\"}}"));
            all.add(filled(
                    "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"x\"",
                    ",\"*" + resource + "*b\"",
                    "]}}"));
            all.add(filled("\"Action\":\"s3:*\",\"Resource\":[\"*\"", ",\"arn:aws:s3:::*" + resource + "*b\"", "]"));
        }
        all.add(filled("\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:a", "*a", ":111122223333:x\""));
        for (var action : List.of("s3:*", "ec2:W*", "ec2:*z*", "ec2:*VpnConnectionRoute", "*", "s3:?*?*?")) {
            all.add(filled("\"Resource\":\"*\",\"Action\":[\"s3:GetObject\"", ",\"" + action + "\"", "]"));
        }
        all.add(filled("\"Resource\":\"*\",\"Action\":\"s3:", "*e", "\""));
        all.add(filled("\"Resource\":\"*\",\"Action\":\"s3:Get", "x", "\""));
        all.add(filled(
                "\"Resource\":\"*\",\"Action\":\"s3:*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"::\"",
                ",\"10.1.1.1/32\"",
                "]}}"));
        all.add(filled(
                "\"Resource\":\"*\",\"Action\":\"s3:*\",\"Condition\":{\"NumericEquals\":{\"s3:max-keys\":[\"1\"",
                ",\"1e99\"",
                "]}}"));
        all.add("[".repeat(PolicyDocument.MAX_BYTES));
        all.add("{\"a\":".repeat(PolicyDocument.MAX_BYTES / 5));
        all.add("\"" + "\\u0041".repeat(PolicyDocument.MAX_BYTES / 6 - 1) + "\"");
        var statement = "{\"Effect\":\"Deny\",\"Action\":\"s3:G*t\",\"Resource\":\"*a*a*b\"}"
                .replace("\"*a", "\"arn:aws:s3:::*a");
        all.add("{\"Version\":\"2012-10-17\",\"Statement\":[" + (statement + ",").repeat(PolicyDocument.MAX_BYTES / 80)
                + statement + "]}");
        return all;
    }

    private static String filled(String before, String piece, String after) {
        var head = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\"," + before;
        var tail = after + "}}";
        int room = PolicyDocument.MAX_BYTES - (head + tail).getBytes(StandardCharsets.UTF_8).length;
        return head + piece.repeat(room / piece.getBytes(StandardCharsets.UTF_8).length) + tail;
    }

    /** The time is for the reader of a long run; what is tested is that each is dealt with. */
    @Test
    void heavyDocumentIsReadOrRefused() {
        var threads = ManagementFactory.getThreadMXBean();
        long slowest = 0;
        var which = "";
        for (int round = 0; round < (Boolean.getBoolean("sluice.long") ? 20 : 2); round++) {
            for (var text : heavy()) {
                assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(PolicyDocument.MAX_BYTES);
                long start = threads.getCurrentThreadCpuTime();
                decide(text);
                long took = threads.getCurrentThreadCpuTime() - start;
                if (round > 0 && took > slowest) {
                    slowest = took;
                    which = text.substring(0, Math.min(160, text.length()));
                }
            }
        }
        System.out.println("Slowest document of 20 KB: " + slowest / 1000 + " µs of CPU: " + which);
        assertThat(which).isNotEmpty();
    }

    private static Optional<Decision> decide(String text) {
        try {
            var policy = new NamedPolicy("heavy", PolicyDocument.parse(text));
            return Optional.of(PolicyEvaluator.decide(
                    REQUEST, PolicySet.builder().identity(policy).build()));
        } catch (PolicyException refused) {
            return Optional.empty();
        }
    }
}
