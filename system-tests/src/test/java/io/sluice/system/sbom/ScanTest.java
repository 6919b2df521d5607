package io.sluice.system.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code .ci/scan} makes of how a scanner ends. The scanner's database is not to be had everywhere, so a program that only ends
 * with a code stands in for it: what it would find is not shown here.
 */
@DisabledOnOs(OS.WINDOWS)
final class ScanTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path tools;

    private record Said(int exit, String text) {}

    @ParameterizedTest(name = "a scanner that ends with {0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0   |          | 0 | scanned, none
            1   |          | 1 | scanned, and there are some
            2   |          | 1 | scanned, and there are some
            127 |          | 3 | NOT SCANNED
            128 |          | 3 | NOT SCANNED
            137 |          | 3 | NOT SCANNED
            0   | required | 0 | scanned, none
            127 | required | 1 | NOT SCANNED
            """)
    void onlyAScannerThatScannedIsTakenForOne(int ends, String option, int exit, String text) throws Exception {
        var scanner = tools.resolve("osv-scanner");
        Files.writeString(scanner, "#!/bin/sh\nexit " + ends + "\n");
        Files.setPosixFilePermissions(scanner, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(scan(tools + ":/usr/bin:/bin", option)).isEqualTo(new Said(exit, "Known vulnerabilities: " + text));
    }

    @Test
    void withoutAScannerNothingWasScanned() throws Exception {
        assertThat(scan("/usr/bin:/bin", null)).isEqualTo(new Said(3, "Known vulnerabilities: NOT SCANNED"));
        assertThat(scan("/usr/bin:/bin", "required")).isEqualTo(new Said(1, "Known vulnerabilities: NOT SCANNED"));
    }

    /** How it ends, and its last line up to the first full stop. */
    private static Said scan(String path, String option) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ROOT.resolve(".ci/scan").toString()));
        if (option != null) {
            command.add("--" + option);
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var last = printed.lines().toList().getLast();
        return new Said(process.exitValue(), last.substring(0, last.indexOf('.')));
    }
}
