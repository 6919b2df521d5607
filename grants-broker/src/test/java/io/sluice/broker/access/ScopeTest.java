package io.sluice.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "s3://lake/users*, s3://lake/users*, true",
        "s3://lake/users*, s3://lake/users/*, true",
        "s3://lake/users*, s3://lake/users-archive/2019.csv, true",
        "s3://lake/users/*, s3://lake/users-archive/*, false",
        "s3://lake/users/*, s3://lake/users*, false",
        "s3://lake/users*, s3://lake/user*, false",
        "s3://lake/users*, s3://pond/users*, false",
        "s3://lake/*, s3://lake/anything, true",
        "s3://lake/users/list, s3://lake/users/list, true",
        "s3://lake/users/list, s3://lake/users/list*, false",
        "s3://lake/users/list, s3://lake/users/list2, false",
    })
    void matchesByCharacter(String scope, String other, boolean covered) {
        assertThat(Scope.parse(scope).covers(Scope.parse(other))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users*",
                "s3://",
                "s3://lake",
                "s3://lake/",
                "s3://Lake/users*",
                "s3://lake/us*rs*",
                "s3://lake/users**",
                "s3://lake/users?",
                "s3://lake/${aws:username}/*",
                "s3://lake/../other/*",
                "s3://lake/users/../leads/*",
                "s3://lake/users/%2e%2e/leads/*",
                "s3://lake/users\u0000*",
                "s3://lake/users\n*",
                "s3://lake/users\u200b*",
                "s3://lake/users\u202e*",
                "s3://lake/users\uff0f*",
                "s3://lake/\u2024\u2024/leads*",
                "https://lake/users*",
                "arn:aws:s3:::lake/users*",
            })
    void whatCouldMeanSomethingElseIsRefused(String text) {
        assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(UnsafeNameException.class);
    }

    @Test
    void aScopeOfThreeThousandCharactersIsRefused() {
        assertThatThrownBy(() -> Scope.parse("s3://lake/" + "a".repeat(3_000) + "*"))
                .isInstanceOf(UnsafeNameException.class);
    }

    @Test
    void theRefusalDoesNotRepeatTheName() {
        assertThatThrownBy(() -> Names.checked("<script>*</script>"))
                .isInstanceOf(UnsafeNameException.class)
                .hasMessageNotContaining("script");
    }

    @Test
    void aGrantIsNarrowedWithinItself() {
        Scope users = Scope.parse("s3://lake/users*");

        assertThat(users.narrowedTo("users/2026/").text()).isEqualTo("s3://lake/users/2026/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "", "leads/", "/users", "Users/", "us\u0435rs/"})
    void aGrantIsNotNarrowedToWhatItDoesNotCover(String prefix) {
        Scope users = Scope.parse("s3://lake/users*");

        assertThatThrownBy(() -> users.narrowedTo(prefix)).isInstanceOf(UnsafeNameException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users/user list.csv",
                "users/a+b=c@d,e.txt",
                "users/größe/日本.json",
                "users/.hidden",
                "users/a..b"
            })
    void ordinaryKeysPass(String key) {
        assertThat(Names.checked(key)).isEqualTo(key);
    }
}
