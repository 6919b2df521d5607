package io.sluice.redaction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Short ways to redact in tests. */
final class Redaction {
    static final HashKeys KEYS = HashKeys.parse("k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    static final Format JSON = new Format(Format.Shape.JSON, Format.Packing.NONE);
    static final Format NDJSON = new Format(Format.Shape.NDJSON, Format.Packing.NONE);
    static final Format CSV = new Format(Format.Shape.CSV, Format.Packing.NONE);

    private Redaction() {}

    static Rule rule(String path, Verb verb) {
        return new Rule(FieldPath.parse(path), verb);
    }

    static View view(List<Rule> rules) {
        return new View("v", "lake", "p/", Set.of(), Set.of(), rules);
    }

    static Redactor redactor(Rule... rules) {
        return Redactor.of(view(Arrays.asList(rules)), KEYS);
    }

    static Redactor omitting(String... paths) {
        return redactor(
                Arrays.stream(paths).map(path -> rule(path, new Verb.Omit())).toArray(Rule[]::new));
    }

    static byte[] redact(Redactor redactor, Format format, byte[] input) throws UnredactableException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            redactor.redact(format, new ByteArrayInputStream(input), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static String redact(Redactor redactor, Format format, String input) throws UnredactableException {
        return new String(redact(redactor, format, input.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
