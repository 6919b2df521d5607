package io.sluice.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRangesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1        | 1
            1,2,3    | 1-3
            1,3,4,9  | 1,3-4,9
            5,7      | 5,7
            """)
    void neighboursAreToldAsOne(String lines, String told) {
        LineRanges ranges = new LineRanges();

        Arrays.stream(lines.split(",")).mapToLong(Long::parseLong).forEach(ranges::add);

        assertThat(ranges).hasToString(told);
    }
}
