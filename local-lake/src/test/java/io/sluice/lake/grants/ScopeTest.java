package io.sluice.lake.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest(name = "{0} {2} {1}")
    @CsvSource({
        "s3://b-1/users*,    s3://b-1/users*,            holds",
        "s3://b-1/users*,    s3://b-1/users/*,           holds",
        "s3://b-1/users*,    s3://b-1/users-archive/*,   holds",
        "s3://b-1/users*,    s3://b-1/usersecret.txt,    holds",
        "s3://b-1/users*,    s3://b-1/user*,             misses",
        "s3://b-1/users/*,   s3://b-1/users/*,           holds",
        "s3://b-1/users/*,   s3://b-1/users/1,           holds",
        "s3://b-1/users/*,   s3://b-1/users/,            holds",
        "s3://b-1/users/*,   s3://b-1/users*,            misses",
        "s3://b-1/users/*,   s3://b-1/users,             misses",
        "s3://b-1/users/*,   s3://b-1/users-archive/*,   misses",
        "s3://b-1/users/*,   s3://b-1/Users/1,           misses",
        "s3://b-1/users/*,   s3://b-1//users/1,          misses",
        "s3://b-1/users/*,   s3://b-1/users/../x,        holds",
        "s3://b-1/*,         s3://b-1/anything,          holds",
        "s3://b-1/*,         s3://b-1/*,                 holds",
        "s3://b-1/*,         s3://b-12/x,                misses",
        "s3://b-1/a.csv,     s3://b-1/a.csv,             holds",
        "s3://b-1/a.csv,     s3://b-1/a.csv.bak,         misses",
        "s3://b-1/a.csv,     s3://b-1/a.csv*,            misses",
        "s3://b-1/a*c*,      s3://b-1/a*c/x,             holds",
        "s3://b-1/a*c*,      s3://b-1/abc/x,             misses",
        "s3://b-1/a?c*,      s3://b-1/abc,               misses",
    })
    void holdsWhatBeginsWithItsCharacters(String scope, String target, String expected) {
        assertThat(new Scope(scope).contains(new Scope(target))).isEqualTo(expected.equals("holds"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"s3://", "s3://*", "s3://b-1", "s3://b-1*", "s3://b-1/", "S3://b-1/*", "b-1/*", "s3://B/*", ""})
    void namesABucketInFull(String text) {
        assertThat(Scope.isOne(text)).isFalse();
    }

    @ParameterizedTest(name = "{0} + {1}")
    @CsvSource({
        "s3://,           b-1/users*, s3://b-1/users*",
        "s3://b-1,        users*,     s3://b-1/users*",
        "s3://b-1/,       users*,     s3://b-1/users*",
        "s3://b-1/users,  /1*,        s3://b-1/users/1*",
        "s3://b-1/users,  -archive*,  s3://b-1/users-archive*",
        "s3://b-1/users*, /1*,        s3://b-1/users/1*",
        "s3://b-1/users,  '',         s3://b-1/users*",
        "s3://b-1,        '',         s3://b-1/*",
    })
    void subPrefixIsAppendedToTheLocationAsItIs(String location, String subPrefix, String scope) {
        var registered = new Location("id", location, "role", Instant.EPOCH, Map.of());

        assertThat(registered.granted(subPrefix)).isEqualTo(scope);
    }

    @Test
    void narrowestComesLast() {
        var scopes = List.of(
                new Scope("s3://b-1/a/b*"),
                new Scope("s3://b-1/*"),
                new Scope("s3://b-1/a/b"),
                new Scope("s3://b-1/a*"));

        assertThat(scopes.stream().sorted())
                .extracting(Scope::text)
                .containsExactly("s3://b-1/*", "s3://b-1/a*", "s3://b-1/a/b*", "s3://b-1/a/b");
    }

    @Test
    void sessionPolicyTakesEveryCharacterOfAKeyForItself() {
        var policy = SessionDocument.of(new Scope("s3://b-1/a*${aws:userid}?*"), Permission.READ);

        assertThat(policy)
                .contains("arn:aws:s3:::b-1/a${*}${$}{aws:userid}${?}*")
                .doesNotContain("${aws:userid}")
                .doesNotContain("s3:PutObject");
    }
}
