package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final int SIZE = 10;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes=0-0, bytes 0-0/10",
        "bytes=0-9, bytes 0-9/10",
        "bytes=0-10, bytes 0-9/10",
        "bytes=9-9, bytes 9-9/10",
        "bytes=3-, bytes 3-9/10",
        "bytes=-1, bytes 9-9/10",
        "bytes=-10, bytes 0-9/10",
        "bytes=-11, bytes 0-9/10",
        "bytes=2-9223372036854775807, bytes 2-9/10",
        "bytes=2-9999999999999999999, bytes 2-9/10"
    })
    void rangeInsideIsAnswered(String header, String answer) {
        assertThat(ByteRange.of(header, SIZE).map(range -> range.contentRange(SIZE)))
                .contains(answer);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=9999999999999999999-"})
    void rangeOutsideIsRefused(String header) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> ByteRange.of(header, SIZE))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.InvalidRange));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=-", "bytes=5-4", "lines=0-1", "bytes=a-b", "bytes", "bytes=1--2"})
    void rangeThatSaysNothingIsNotLookedAt(String header) {
        assertThat(ByteRange.of(header, SIZE)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"bytes=0-0", "bytes=0-", "bytes=-1"})
    void nothingOfAnEmptyObjectIsInRange(String header) {
        assertThatExceptionOfType(AwsException.class).isThrownBy(() -> ByteRange.of(header, 0));
    }
}
