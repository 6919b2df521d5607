package io.sluice.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DirectoryTest {
    private static final String GOOD = """
            {"users": [{"userName": "cleo", "email": "cleo@x.example", "groups": ["support"], "password": "pw-1"}],
             "clients": [{"id": "cli", "redirectUris": ["http://127.0.0.1/callback"]},
                         {"id": "broker", "secret": "s-1", "redirectUris": ["http://localhost:9605/in"]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void peopleAndClientsAreRead() throws IOException {
        var directory = Directory.read(file(GOOD));

        assertThat(directory.person("cleo").orElseThrow().groups()).containsExactly("support");
        assertThat(directory.person("somebody else")).isEmpty();
        assertThat(directory.clients())
                .map(client -> client.secret().orElse("public"))
                .isEqualTo(List.of("public", "s-1"));
    }

    @Test
    void secretsAreNotPrinted() throws IOException {
        assertThat(Directory.read(file(GOOD)).toString()).doesNotContain("pw-1", "s-1");
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "password": "pw-1" | "password": "pw-1", "pasword": "x" | Unrecognized field "pasword"
            , "password": "pw-1"           |                                | password of cleo is missing
            "email": "cleo@x.example"      | "email": " "                   | email of cleo is missing
            {"id": "cli"                   | {"id": "broker"                | client id broker is there twice
            "redirectUris": ["http://127.0.0.1/callback"] | "secret": "x"   | redirectUris of cli is missing
            "users": | "users" | is not JSON at line 1
            """)
    void whatIsWrongIsSaid(String part, String by, String error) throws IOException {
        var file = file(GOOD.replace(part, by == null ? "" : by));

        assertThatThrownBy(() -> Directory.read(file))
                .hasMessageContaining(error)
                .hasMessageContaining("directory.json")
                .hasMessageNotContaining("pw-1");
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        var file = file(GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> Directory.read(file)).hasMessageContaining("chmod 600");
    }

    private Path file(String text) throws IOException {
        var file = Files.writeString(folder.resolve("directory.json"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
