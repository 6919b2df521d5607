package io.sluice.lake.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapturedRequestsTest {
    static Stream<SignedCase> cases() {
        return SignedCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void requestOfARealSignerHolds(SignedCase signed) {
        var outcome = Replay.of(signed);
        assertThat(outcome.code()).as(outcome.message()).isEqualTo("OK");
    }
}
