package io.sluice.lake.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.lake.storage.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrincipalsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String READ =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    private static final NamedPolicy READER = new NamedPolicy("reader", PolicyDocument.parse(READ));
    private static final Role ROLE = new Role(
            "arn:aws:iam::111122223333:role/apps/reader",
            new NamedPolicy(
                    "trust",
                    PolicyDocument.parse(
                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}")),
            new Role.Policies(List.of(READER), Optional.of(READER)),
            Duration.ofHours(2),
            Map.of("team", "sales", "stage", "test"));
    private static final SessionRequest SESSION = new SessionRequest(
            "alice",
            Duration.ofHours(1),
            List.of(READ),
            new SessionRequest.Tags(Map.of("Stage", "prod", "cost", "7"), Set.of("cost")),
            Optional.of("alice@example.com"));

    @TempDir
    private Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStore.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void knowsTheAdministratorWhoMayDoEverything() {
        var principals = at(NOW, MasterKey.random());

        var identity =
                principals.identity(principals.administrator().accessKeyId()).orElseThrow();

        assertThat(identity.principal().arn()).isEqualTo("arn:aws:iam::111122223333:user/administrator");
        assertThat(identity.policies().identity()).extracting(NamedPolicy::name).containsExactly("administrator");
        assertThat(principals.credentials(principals.administrator().accessKeyId()))
                .contains(principals.administrator());
    }

    @Test
    void takesTheAdministratorsKeysWhereTheyAreGiven() {
        var given = Credentials.longLived("AKIAGIVEN00000000001", "secret");

        var principals = builder(NOW, MasterKey.random()).administrator(given).build();

        assertThat(principals.administrator()).isEqualTo(given);
        assertThat(principals.identity("AKIAGIVEN00000000001")).isPresent();
    }

    @Test
    void knowsNobodyElse() {
        var principals = at(NOW, MasterKey.random());

        assertThat(principals.identity("AKIANOBODY0000000001")).isEmpty();
        assertThat(principals.credentials("AKIANOBODY0000000001")).isEmpty();
    }

    @Test
    void opensASessionWithAllThatADecisionNeeds() {
        var principals = at(NOW, MasterKey.random());

        var credentials = principals.open(ROLE, SESSION);

        var identity = principals.identity(credentials.accessKeyId()).orElseThrow();
        assertThat(credentials.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(credentials.session().orElseThrow().expiration()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(principals.credentials(credentials.accessKeyId())).contains(credentials);
        assertThat(identity.principal().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/reader/alice");
        assertThat(identity.principal().issuer()).isEqualTo(ROLE.arn());
        assertThat(identity.principal().uniqueId()).isEqualTo(ROLE.id() + ":alice");
        assertThat(identity.policies().identity()).containsExactly(READER);
        assertThat(identity.policies().boundary()).contains(READER);
        assertThat(identity.policies().session()).hasSize(1);
        assertThat(identity.conditionKeys())
                .containsEntry("aws:SourceIdentity", List.of("alice@example.com"))
                .containsEntry("aws:TokenIssueTime", List.of("2026-11-21T10:00:00Z"));
    }

    @Test
    void letsTheTagsOfASessionWinOverThoseOfTheRole() {
        var principals = at(NOW, MasterKey.random());

        var identity = principals
                .identity(principals.open(ROLE, SESSION).accessKeyId())
                .orElseThrow();

        assertThat(identity.principal())
                .isEqualTo(identity.principal().withTags(Map.of("team", "sales", "stage", "prod", "cost", "7")));
    }

    @Test
    void keepsSessionsOverARestart() throws Exception {
        var key = MasterKey.random();
        var credentials = at(NOW, key).open(ROLE, SESSION);
        store.close();
        store = ObjectStore.open(folder, Clock.systemUTC());

        var after = at(NOW.plusSeconds(60), key);

        assertThat(after.credentials(credentials.accessKeyId())).contains(credentials);
        var session = after.identity(credentials.accessKeyId())
                .orElseThrow()
                .session()
                .orElseThrow();
        assertThat(session.request()).isEqualTo(SESSION);
        assertThat(session.created()).isEqualTo(NOW);
    }

    @Test
    void writesNoSecretOfASessionToDisk() {
        var principals = at(NOW, MasterKey.random());

        var credentials = principals.open(ROLE, SESSION);

        var record = new String(
                store.settings().get("session", credentials.accessKeyId()).orElseThrow(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(record)
                .contains("alice")
                .doesNotContain(credentials.secretAccessKey())
                .doesNotContain(credentials.session().orElseThrow().token());
    }

    @Test
    void endsTheSessionsOfARoleThatIsGone() {
        var key = MasterKey.random();
        var credentials = at(NOW, key).open(ROLE, SESSION);

        var without = Principals.builder("111122223333", store.settings(), key).build();

        assertThat(without.identity(credentials.accessKeyId())).isEmpty();
        assertThat(without.credentials(credentials.accessKeyId())).isEmpty();
    }

    @Test
    void remembersAnEndedSessionForADaySoThatItCanBeTold() {
        var key = MasterKey.random();
        var credentials = at(NOW, key).open(ROLE, SESSION);

        assertThat(at(NOW.plus(Duration.ofHours(24)), key).credentials(credentials.accessKeyId()))
                .contains(credentials);
        assertThat(at(NOW.plus(Duration.ofHours(26)), key).credentials(credentials.accessKeyId()))
                .isEmpty();
        assertThat(store.settings().list("session")).isEmpty();
    }

    @Test
    void opensNoSessionOfARoleItDoesNotKnow() {
        var other = Role.trusting(
                "arn:aws:iam::111122223333:role/other", ROLE.trust().document().toJson());
        var principals = at(NOW, MasterKey.random());

        assertThatThrownBy(() -> principals.open(other, SESSION)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesASessionOfTheFileThePoliciesOfItsRole() {
        var file = PrincipalsFile.parse("p.json", """
                [{"arn": "arn:aws:sts::111122223333:assumed-role/plain/ci", "accessKeyId": "AKIACI", "secretAccessKey": "s", "policies": []},
                 {"arn": "arn:aws:sts::444455556666:assumed-role/plain/ci", "accessKeyId": "AKIACI2", "secretAccessKey": "s", "policies": []}]""");
        var plain = new Role(
                "arn:aws:iam::111122223333:role/plain", ROLE.trust(), ROLE.policies(), Duration.ofHours(1), Map.of());
        var principals = builder(NOW, MasterKey.random())
                .roles(List.of(plain))
                .users(file)
                .build();

        assertThat(principals.identity("AKIACI").orElseThrow().policies().identity())
                .containsExactly(READER);
        assertThat(principals.identity("AKIACI2").orElseThrow().policies().identity())
                .isEmpty();
    }

    @Test
    void refusesTheSameAccessKeyIdTwice() {
        var key = MasterKey.random();
        var taken = key.longLived("administrator").accessKeyId();
        var file = PrincipalsFile.parse(
                "p.json",
                "[{\"arn\": \"arn:aws:iam::111122223333:user/x\", \"accessKeyId\": \"" + taken
                        + "\", \"secretAccessKey\": \"s\"}]");

        assertThatThrownBy(() -> builder(NOW, key).users(file).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(taken + " is here a second time");
    }

    @Test
    void printsNoSecret() {
        var principals = at(NOW, MasterKey.random());
        var credentials = principals.open(ROLE, SESSION);
        var identity = principals.identity(credentials.accessKeyId()).orElseThrow();

        assertThat(principals + " " + credentials + " " + identity + " " + principals.administrator()
                        + credentials.session())
                .doesNotContain(credentials.secretAccessKey())
                .doesNotContain(credentials.session().orElseThrow().token())
                .doesNotContain(principals.administrator().secretAccessKey());
    }

    private Principals at(Instant now, MasterKey key) {
        return builder(now, key).build();
    }

    private Principals.Builder builder(Instant now, MasterKey key) {
        return Principals.builder("111122223333", store.settings(), key)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .roles(List.of(ROLE));
    }
}
