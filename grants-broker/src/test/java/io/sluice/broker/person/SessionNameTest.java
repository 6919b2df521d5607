package io.sluice.broker.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNameTest {

    @Test
    void anOrdinaryAddressStaysAsItIs() {
        assertThat(SessionName.of("cleo.support@shopfast.example", "k")).isEqualTo("cleo.support@shopfast.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "größe@example.org", "a b", "a/b:c", "\u0000\n", "x\uD83D\uDE00y", "\u0660\u0661"})
    void whateverIsGivenStsTakes(String wished) {
        assertThat(SessionName.of(wished, "k")).matches("[A-Za-z0-9_+=,.@-]{2,64}");
    }

    @Test
    void twoPeopleWhoseNamesStartAlikeKeepTwoNames() {
        String start = "a".repeat(80);

        assertThat(SessionName.of(start + "1", "one")).hasSize(64).isNotEqualTo(SessionName.of(start + "2", "two"));
    }
}
