package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {
    private static final String OLD = CheckCommandTest.SOUND;
    private static final String READ = "dataSets: {events: [write]}";
    private static final String MORE = "dataSets: {events: [write, delete]}";

    @TempDir
    private Path folder;

    @Test
    void findsNoDifferenceBetweenACatalogueAndItself() throws IOException {
        var run = diff(OLD, OLD);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("untouched: consumer, redactor").contains("nothing is newly allowed");
    }

    @Test
    void showsWhatAnApplicationGainsWithAWitness() throws IOException {
        var run = diff(OLD, OLD.replace(READ, MORE));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("+ consumer: s3:DeleteObject by access point consumer")
                .containsPattern("for example arn:aws:s3:us-east-1:111122223333:accesspoint/consumer/object/events/")
                .containsPattern("untouched: .*redactor")
                .contains("1 newly allowed and not acknowledged")
                .doesNotContain("\n- ");
    }

    @Test
    void showsWhatAnApplicationLosesAndLetsItPass() throws IOException {
        var run = diff(OLD.replace(READ, MORE), OLD);

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("- consumer: s3:DeleteObject by access point consumer")
                .doesNotContain("\n+ ");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "consumer, s3:DeleteObject, arn:aws:s3:us-east-1:111122223333:accesspoint/consumer/object/events/*, 0",
        "consumer, s3:*, '*', 0",
        "consumer, s3:GetObject, '*', 1",
        "redactor, s3:DeleteObject, '*', 1",
        "consumer, s3:DeleteObject, arn:aws:s3:us-east-1:111122223333:accesspoint/consumer/object/events/a/*, 1"
    })
    void letsAnAcknowledgedChangePass(String principal, String action, String resource, int exit) throws IOException {
        var acknowledged = OLD.replace(READ, MORE) + """
                acknowledge:
                  - {principal: %s, action: "%s", resource: "%s", reason: the consumer cleans up after itself}
                """.formatted(principal, action, resource);

        var run = diff(OLD, acknowledged);

        assertThat(run.exit()).as(run.out()).isEqualTo(exit);
        if (exit == 0) {
            assertThat(run.out()).contains("acknowledged: the consumer cleans up after itself");
        }
    }

    /** The statement covers more than the prefix that is acknowledged, whatever the witness is. */
    @Test
    void doesNotTakeAWitnessForAllThatAStatementCovers() throws IOException {
        var users = "[{dataSet: users, permissions: [read]}]";
        var archive = "{dataSet: archive, permissions: [read]}";
        var none = OLD.replace(users, "[" + archive + "]");
        var narrow = OLD.replace(users, "[" + archive + ", {dataSet: users, permissions: [read]}]");
        var loose = OLD.replace(users, "[" + archive + ", {dataSet: users, subPrefix: users*, permissions: [read]}]");
        var acknowledge = """
                acknowledge:
                  - {principal: support, action: "s3:*", resource: "s3://lake/users/*", reason: support answers users}
                """;

        assertThat(diff(none, narrow + acknowledge).exit()).isZero();
        assertThat(diff(none, loose + acknowledge).exit()).isEqualTo(1);
    }

    @Test
    void showsThatAFieldIsNoLongerRedacted() throws IOException {
        var both = OLD.replace("rules: [{path: $..price}]", "rules: [{path: $..price}, {path: $..cost}]");

        assertThat(diff(both, OLD).out())
                .contains("+ consumer: view:See by view shield", "+ group support: view:See by view shield", "$..cost");
        assertThat(diff(OLD, both).exit()).isZero();
    }

    @Test
    void showsWhoIsGivenAView() throws IOException {
        var run = diff(OLD.replace(", views: [shield]", ""), OLD);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("+ group support: view:Read by view shield");
    }

    @Test
    void writesJsonAndMarkdown() throws IOException {
        var json = new JsonMapper()
                .readTree(diff(OLD, OLD.replace(READ, MORE), "--json").out());
        var markdown = diff(OLD, OLD.replace(READ, MORE), "--markdown").out();

        assertThat(json.get("holds").asBoolean()).isFalse();
        assertThat(json.get("newlyAllowed")).singleElement().satisfies(change -> {
            assertThat(change.get("who").asText()).isEqualTo("consumer");
            assertThat(change.get("acknowledged").isNull()).isTrue();
        });
        assertThat(markdown)
                .contains("| Newly allowed | may | by | for example | acknowledged |")
                .contains("| `consumer` | `s3:DeleteObject` | `access point consumer` |");
    }

    /** Of this repository, where there is one; a catalogue is always the same as itself. */
    @Test
    @EnabledIf("isRepository")
    void readsRevisionsOfGit() {
        var run = Run.of("diff", "HEAD", "HEAD:catalogue.yaml");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("untouched: storeProducerRole");
    }

    static boolean isRepository() {
        return Files.exists(Path.of("../.git"));
    }

    @Test
    void refusesWhatIsNeitherFileNorRevision() {
        assertThat(Run.of("diff", "no-such-revision", "HEAD").exit()).isEqualTo(2);
        assertThat(Run.of("diff", "no-such.yaml", "HEAD").err()).contains("is no file, no folder and no git revision");
    }

    private Run diff(String before, String after, String... more) throws IOException {
        var old = Files.writeString(folder.resolve("old.yaml"), before);
        var newer = Files.writeString(folder.resolve("new.yaml"), after);
        var arguments = new java.util.ArrayList<>(java.util.List.of("diff", old.toString(), newer.toString()));
        arguments.addAll(java.util.List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }
}
