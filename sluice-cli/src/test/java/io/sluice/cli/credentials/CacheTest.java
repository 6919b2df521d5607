package io.sluice.cli.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Vended VENDED = new Vended("cleo", NOW, "AKID", "secret-1", "token-1", NOW.plusSeconds(3_600));
    private static final Profile USERS = profile("s3://shopfast-data/users*");
    private static final Profile FEEDBACK = profile("s3://shopfast-data/feedback*");

    @TempDir
    Path scratch;

    private Path folder;
    private Cache cache;

    @BeforeEach
    void open() throws Exception {
        folder = scratch.resolve("a/b/sluice-credentials");
        cache = Cache.open(folder);
    }

    @Test
    void whatWasWrittenIsRead() throws Exception {
        var signIn = new SignIn("cleo", "cleo@x.example", "id-token", NOW, Optional.of("refresh"));
        cache.write(Cache.Name.signIn(USERS), signIn);
        cache.write(Cache.Name.credentials(USERS), VENDED);

        assertThat(cache.read(Cache.Name.signIn(FEEDBACK), SignIn.class)).contains(signIn);
        assertThat(cache.read(Cache.Name.credentials(USERS), Vended.class)).contains(VENDED);
        assertThat(cache.read(Cache.Name.credentials(FEEDBACK), Vended.class)).isEmpty();
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        cache.write(Cache.Name.credentials(USERS), VENDED);
        cache.lock(Cache.Name.credentials(USERS)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aFolderThatIsOpenToOthersIsRefused() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));

        assertThatThrownBy(() -> Cache.open(folder))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void aTornFileIsTakenAsNotThere() throws Exception {
        cache.write(Cache.Name.credentials(USERS), VENDED);
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            Files.writeString(files.iterator().next(), "{\"subject\":\"cl");
        }

        assertThat(cache.read(Cache.Name.credentials(USERS), Vended.class)).isEmpty();
    }

    @Test
    void signOutRemovesTheCredentialsOfEveryProfileOfTheSignInAndNoOther() throws Exception {
        var elsewhere = new Profile(
                URI.create("https://other.example"),
                "sluice-cli",
                null,
                null,
                USERS.role(),
                null,
                "us-east-1",
                Optional.empty(),
                USERS.target(),
                null,
                null);
        for (var profile : List.of(USERS, FEEDBACK, elsewhere)) {
            cache.write(Cache.Name.credentials(profile), VENDED);
        }

        cache.removeCredentials(USERS);

        assertThat(cache.read(Cache.Name.credentials(USERS), Vended.class)).isEmpty();
        assertThat(cache.read(Cache.Name.credentials(FEEDBACK), Vended.class)).isEmpty();
        assertThat(cache.read(Cache.Name.credentials(elsewhere), Vended.class)).isPresent();
    }

    @Test
    void credentialsAreRenewedWithAQuarterOfTheirLifeLeftOrAQuarterOfAnHour() {
        var hour = lasting(Duration.ofHours(1));
        assertThat(hour.fresh(NOW.plus(Duration.ofMinutes(45)).minusMillis(1))).isTrue();
        assertThat(hour.fresh(NOW.plus(Duration.ofMinutes(45)))).isFalse();
        var half = lasting(Duration.ofHours(12));
        assertThat(half.fresh(NOW.plus(Duration.ofMinutes(705)).minusMillis(1))).isTrue();
        assertThat(half.fresh(NOW.plus(Duration.ofMinutes(705)))).isFalse();
        var shortest = lasting(Duration.ofMinutes(16));
        assertThat(shortest.fresh(NOW.plus(Duration.ofMinutes(12)))).isFalse();
        assertThat(shortest.serve(NOW.plus(Duration.ofMinutes(15)))).isTrue();
        assertThat(shortest.serve(NOW.plus(Duration.ofMinutes(16)))).isFalse();
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(VENDED.toString()).doesNotContain("secret-1", "token-1");
        assertThat(new SignIn("cleo", "cleo", "id-token", NOW, Optional.of("refresh")).toString())
                .doesNotContain("id-token", "refresh");
    }

    @Test
    void sessionNamesHaveOnlyWhatStsTakes() {
        assertThat(DataAccess.sessionName("cleo.support@shopfast.example")).isEqualTo("cleo.support@shopfast.example");
        assertThat(DataAccess.sessionName("Ünal Ö/x y")).isEqualTo("-nal---x-y");
        assertThat(DataAccess.sessionName("x")).matches("[\\w+=,.@-]{2,64}");
        assertThat(DataAccess.sessionName("y".repeat(100))).hasSize(64);
    }

    private static Vended lasting(Duration life) {
        return new Vended("cleo", NOW, "AKID", "secret", "token", NOW.plus(life));
    }

    private static Profile profile(String target) {
        return new Profile(
                URI.create("https://sign-in.example"),
                "sluice-cli",
                null,
                null,
                "arn:aws:iam::111122223333:role/ShopFast-CustomerSupport",
                null,
                "us-east-1",
                Optional.empty(),
                target,
                null,
                null);
    }
}
