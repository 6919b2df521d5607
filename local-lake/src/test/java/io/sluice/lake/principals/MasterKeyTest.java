package io.sluice.lake.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    private static final Instant END = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void givesTheSameSecretsAfterARestart() throws IOException {
        var before = MasterKey.in(folder);

        var after = MasterKey.in(folder);

        assertThat(after.longLived("administrator")).isEqualTo(before.longLived("administrator"));
        assertThat(after.session("ASIA1", END)).isEqualTo(before.session("ASIA1", END));
    }

    @Test
    void givesOtherSecretsInAnotherLake() {
        var one = MasterKey.random();
        var other = MasterKey.random();

        assertThat(one.session("ASIA1", END).secretAccessKey())
                .isNotEqualTo(other.session("ASIA1", END).secretAccessKey());
        assertThat(one.longLived("administrator").accessKeyId())
                .isNotEqualTo(other.longLived("administrator").accessKeyId());
    }

    @Test
    void givesKeysOfAwssForm() {
        var keys = MasterKey.random().longLived("administrator");

        assertThat(keys.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(keys.secretAccessKey()).hasSize(40);
    }

    @Test
    void givesEachAccessKeyIdItsOwnSecretAndToken() {
        var key = MasterKey.random();
        var one = key.session("ASIA1", END);
        var other = key.session("ASIA2", END);

        assertThat(one.secretAccessKey()).isNotEqualTo(other.secretAccessKey());
        assertThat(one.session()).isNotEqualTo(other.session());
        assertThat(one.session().orElseThrow().token()).doesNotContain(one.secretAccessKey());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsOnlyItsOwnerReadTheFile() throws IOException {
        MasterKey.in(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesAFileThatOthersCanRead() throws IOException {
        MasterKey.in(folder);
        Files.setPosixFilePermissions(folder.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> MasterKey.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAFileThatIsNoKey() throws IOException {
        MasterKey.in(folder);
        Files.writeString(folder.resolve("master.key"), "short");

        assertThatThrownBy(() -> MasterKey.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a key of 32 bytes");
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        MasterKey.in(folder);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("master.key"));
        }
    }
}
