package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that policies cannot tell apart, and policies that tell more apart than that. */
class KeyClassesTest {
    private static Optional<KeyClasses> of(String... members) {
        return KeyClasses.of(Stream.of(members)
                .map(each ->
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                                + each + "}}")
                .map(json -> new NamedPolicy("a", PolicyDocument.parse(json))));
    }

    private static String on(String resource) {
        return "\"Resource\":\"" + resource + "\"";
    }

    @Test
    void keysAreAlikeByTheLongestBeginningThatTheyHave() {
        var classes = of(
                        on("arn:aws:s3:::lake/a/*"),
                        on("arn:aws:s3:us-east-1:111122223333:accesspoint/p/object/a/b/*"),
                        on("arn:aws:s3:::lake/b/*"))
                .orElseThrow();

        assertThat(classes.of("a/x")).isEqualTo(classes.of("a/z/z")).isEqualTo(classes.of("a/c"));
        assertThat(classes.of("a/b/x")).isNotEqualTo(classes.of("a/x")).isEqualTo(classes.of("a/b/y"));
        assertThat(classes.of("a/bc")).isEqualTo(classes.of("a/x"));
        assertThat(classes.of("b/x")).isNotEqualTo(classes.of("a/x")).isNotEqualTo(classes.of("c/x"));
        assertThat(classes.of("c/x")).isEqualTo(classes.of("a")).isEqualTo(classes.of("zzz"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::lake/a/*.json",
                "arn:aws:s3:::lake/a/key",
                "arn:aws:s3:::lake/?/*",
                "arn:aws:s3:::lake*",
                "arn:aws:s3:::lake/${aws:userid}/*"
            })
    void policiesThatTellKeysApartOtherwiseHaveNone(String resource) {
        assertThat(of(on(resource))).isEmpty();
        assertThat(of(on("arn:aws:s3:::lake/a/*"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"NotResource\":\"arn:aws:s3:::lake/a/*\"",
                "\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}",
                "\"Resource\":\"*\",\"Principal\":{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/r/s\"}"
            })
    void policiesThatTellRequestsApartOtherwiseHaveNone(String members) {
        assertThat(of(members)).isEmpty();
    }
}
