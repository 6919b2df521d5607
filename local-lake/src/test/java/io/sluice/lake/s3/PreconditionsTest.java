package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.http.Headers;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-21T12:00:00.500Z");
    private static final String BEFORE = "Sat, 21 Nov 2026 11:59:59 GMT";
    private static final String AT = "Sat, 21 Nov 2026 12:00:00 GMT";

    /** Columns: If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since; {@code same} is the object's ETag. */
    @ParameterizedTest(name = "match {0}, unmodified {1}, none-match {2}, modified {3}: {4}")
    @CsvSource({
        ",,,, 200",
        "same,,,, 200",
        "*,,,, 200",
        "'other, same',,,, 200",
        "other,,,, 412",
        ",at,,, 200",
        ",before,,, 412",
        "same,before,,, 200",
        "other,at,,, 412",
        ",,same,, 304",
        ",,*,, 304",
        ",,other,, 200",
        ",,,at, 304",
        ",,,before, 200",
        ",,same,before, 304",
        ",,other,at, 200",
        "same,,same,, 304",
        "other,,same,, 412",
        ",before,same,, 412",
        ",not a date,,, 200",
        ",,,not a date, 200"
    })
    void conditionsHaveAnOrder(String match, String unmodified, String noneMatch, String modified, int status) {
        var headers = new Headers();
        add(headers, "If-Match", match);
        add(headers, "If-Unmodified-Since", unmodified);
        add(headers, "If-None-Match", noneMatch);
        add(headers, "If-Modified-Since", modified);

        var outcome = Preconditions.ofRead(headers).check("0123abcd", MODIFIED);

        assertThat(
                        switch (outcome) {
                            case Preconditions.Outcome.Holds() -> 200;
                            case Preconditions.Outcome.NotModified() -> 304;
                            case Preconditions.Outcome.Failed(var condition) -> 412;
                        })
                .isEqualTo(status);
    }

    private static void add(Headers headers, String name, String value) {
        if (value != null) {
            headers.add(
                    name,
                    value.replace("same", "\"0123abcd\"")
                            .replace("other", "\"ffff\"")
                            .replace("before", BEFORE)
                            .replaceAll("^at$", AT));
        }
    }
}
