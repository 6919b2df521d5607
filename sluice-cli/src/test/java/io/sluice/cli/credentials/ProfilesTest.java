package io.sluice.cli.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfilesTest {
    private static final String GOOD = """
            profiles:
              support:
                issuer: https://sign-in.shopfast.example
                clientId: sluice-cli
                role: arn:aws:iam::012345678901:role/ShopFast-CustomerSupport
                region: us-east-1
                target: s3://shopfast-data/users*
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsLeftOutHasADefault() throws Exception {
        var profile = profile(GOOD);

        assertThat(profile.account()).isEqualTo("012345678901");
        assertThat(profile.permission()).isEqualTo(Profile.Permission.READ);
        assertThat(profile.duration()).isEqualTo(Duration.ofHours(1));
        assertThat(profile.signIn()).isEqualTo(Profile.SignInWay.BROWSER);
        assertThat(profile.scopes()).containsExactly("openid", "email", "profile");
        assertThat(profile.endpoint()).isEmpty();
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        var profile = profile(GOOD + """
                    account: 098765432109
                    endpoint: http://localhost:9600
                    permission: READWRITE
                    duration: PT12H
                    signIn: device
                    scopes: [openid]
                """);

        assertThat(profile.account()).isEqualTo("098765432109");
        assertThat(profile.endpoint()).contains(URI.create("http://localhost:9600"));
        assertThat(profile.permission()).isEqualTo(Profile.Permission.READWRITE);
        assertThat(profile.duration()).isEqualTo(Duration.ofHours(12));
        assertThat(profile.signIn()).isEqualTo(Profile.SignInWay.DEVICE);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            https://sign-in    | http://sign-in      | issuer must be an https address
            https://sign-in.shopfast.example | "x"   | issuer must be an https address
            clientId: sluice-cli |                   | clientId
            region:            | permision: READ; region: | "permision" is not known here; known are account, clientId, duration
            arn:aws:iam::012345678901:role/ | arn:aws:iam::1:role/ | role must be the ARN of a role
            us-east-1          | us east             | region must be a Region
            s3://shopfast-data/users* | shopfast-data | target must be an s3:// address
            s3://shopfast-data/users* | "s3://a\\nb" | target must be an s3:// address
            region:            | duration: PT14M59S; region: | duration must be from PT15M to PT12H
            region:            | duration: PT12H1S; region: | duration must be from PT15M to PT12H
            region:            | permission: ALL; region: | ALL
            region:            | scopes: [email]; region: | scopes must have openid
            region:            | endpoint: http://lake.example; region: | endpoint must be https
            profiles:          | profiles: {         | credentials.yaml: line
            """)
    void whatIsWrongIsSaid(String part, String by, String error) {
        var text = GOOD.replace(part, by == null ? "" : by.replace("; ", "\n    "));

        assertThatThrownBy(() -> profile(text))
                .isInstanceOf(BadProfile.class)
                .hasMessageContaining(error)
                .hasMessageContaining("credentials.yaml");
    }

    @Test
    void aProfileThatIsNotThereNamesThoseThatAre() {
        assertThatThrownBy(() -> {
                    var file = file(GOOD);
                    Profiles.read(file).named("sales", file);
                })
                .isInstanceOf(BadProfile.class)
                .hasMessageEndingWith("has no profile sales; it has support");
    }

    @Test
    void aFileThatIsNotThereSaysWhereToReadOn() {
        assertThatThrownBy(() -> Profiles.read(folder.resolve("none.yaml")))
                .isInstanceOf(BadProfile.class)
                .hasMessageContaining("none.yaml", "docs/credentials.md");
    }

    private Profile profile(String text) throws IOException, BadProfile {
        var file = file(text);
        return Profiles.read(file).named("support", file);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("credentials.yaml"), text);
    }
}
