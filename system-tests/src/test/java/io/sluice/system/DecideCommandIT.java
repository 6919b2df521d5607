package io.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice decide} as a program uses it. */
final class DecideCommandIT {
    private static final String REQUEST =
            "{\"principal\":{\"arn\":\"arn:aws:iam::111122223333:user/ana\"},\"action\":\"s3:GetObject\",\"resource\":\"%s\","
                    + "\"resourceAccount\":\"111122223333\",\"identityPolicies\":[{\"Version\":\"2012-10-17\",\"Statement\":"
                    + "[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::lake/a/*\"}]}]}%n";

    @TempDir
    Path scratch;

    @Test
    void everyLineIsAnsweredAndABadOneEndsWithTwo() throws Exception {
        var lines = decide(
                2, REQUEST.formatted("arn:aws:s3:::lake/a/b") + "{\n" + REQUEST.formatted("arn:aws:s3:::lake/c"));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"decision\":\"Allowed\"");
        assertThat(lines.get(1)).contains("\"error\"", "\"line\":2");
        assertThat(lines.get(2)).contains("\"decision\":\"ImplicitlyDenied\"");
    }

    @Test
    void goodLinesEndWithZero() throws Exception {
        assertThat(decide(0, REQUEST.formatted("arn:aws:s3:::lake/a/b"))).hasSize(1);
    }

    private List<String> decide(int exit, String requests) throws Exception {
        var output = scratch.resolve("decisions.jsonl");
        var process = LakeProcess.command(output, List.of("decide"));
        try (var in = process.outputWriter()) {
            in.write(requests);
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(exit);
        return Files.readAllLines(output);
    }
}
