package io.sluice.lake.identitycenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.RenderedDirectory;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.webidentity.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long what Identity Center vouches for is good, and what becomes of its key. */
class ContextTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String APPLICATION = "arn:aws:sso::111122223333:application/ssoins-1/apl-1";
    private static final RenderedDirectory.User MARY =
            new RenderedDirectory.User("user-1", "mary", "mary@shopfast.example", "Mary");
    private static final RenderedDirectory.Application BROKER = new RenderedDirectory.Application(
            APPLICATION, "broker", List.of("broker"), List.of(), List.of(), List.of(), false);

    @TempDir
    private Path folder;

    private final MasterKey master = MasterKey.random();
    private ObjectStore store;
    private TokenVerifier verifier;

    @BeforeEach
    void open() {
        store = ObjectStore.open(folder, Clock.systemUTC());
        verifier = new TokenVerifier(Duration.ofSeconds(1), Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        verifier.close();
        store.close();
    }

    private static Directory directory(List<RenderedDirectory.User> users) {
        return new Directory(
                new RenderedDirectory(
                        "d-1", "arn:aws:sso:::instance/ssoins-1", users, List.of(), List.of(), List.of(BROKER)),
                "111122223333");
    }

    private IdentityCenter center(Directory directory, Instant time) {
        return new IdentityCenter(new IdentityCenter.Parts(
                directory, verifier, store.settings(), master, Clock.fixed(time, ZoneOffset.UTC)));
    }

    private String context() throws Exception {
        var issued = new IssuedTokens(
                directory(List.of(MARY)), CenterKey.in(store.settings(), master), Clock.fixed(NOW, ZoneOffset.UTC));
        var json = issued.answer(BROKER, MARY, List.of("sts:identity_context")).json();
        return new JsonMapper()
                .readTree(json)
                .at("/awsAdditionalDetails/identityContext")
                .textValue();
    }

    @Test
    void contextIsGoodForAnHour() throws Exception {
        var context = context();

        var person = center(directory(List.of(MARY)), NOW.plusSeconds(3_599)).person(context);

        assertThat(person.userId()).isEqualTo("user-1");
        assertThat(person.application()).isEqualTo(APPLICATION);
        var late = center(directory(List.of(MARY)), NOW.plusSeconds(3_600));
        assertThat(catchThrowableOfType(AwsException.class, () -> late.person(context))
                        .code())
                .isEqualTo(ErrorCode.ExpiredIdentityToken);
    }

    @Test
    void contextOfSomebodyWhoHasLeftIsGoodForNothing() throws Exception {
        var context = context();
        var without = center(directory(List.of()), NOW);

        assertThat(catchThrowableOfType(AwsException.class, () -> without.person(context))
                        .code())
                .isEqualTo(ErrorCode.ValidationError);
    }

    @Test
    void keyIsKeptSealedUnderTheMasterKey() {
        CenterKey.in(store.settings(), master);

        var stored = store.settings().get("identity-center", "signing-key").orElseThrow();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("P-256");
        assertThatThrownBy(() -> CenterKey.in(store.settings(), MasterKey.random()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not open with this key");
    }
}
