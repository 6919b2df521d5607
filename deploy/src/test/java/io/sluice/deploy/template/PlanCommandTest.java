package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command over templates that are there already. */
final class PlanCommandTest {
    private record Outcome(int exit, String out, String err) {}

    private static final Path CATALOGUE = Path.of("catalogue.yaml");

    @TempDir
    Path templates;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                templates.resolve("sluice-all.json"),
                WrittenTemplate.of(Catalogue.read(CATALOGUE).render()));
    }

    private Outcome plan(String... more) {
        var arguments = new ArrayList<>(List.of("--templates=" + templates, "--catalogue=" + CATALOGUE));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private static Outcome run(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = PlanCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Outcome(exit, out.toString(), err.toString());
    }

    @Test
    void listsWhatWouldBeCreatedByStackWithNamesAndCounts() {
        var plan = plan();

        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out())
                .startsWith("sluice-all (")
                .contains("arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer")
                .contains("products* READ to ShopFast-Marketing")
                .contains("    4  AWS::S3::AccessPoint\n")
                .contains(" resources in 1 stacks, for account 111122223333 in us-east-1");
    }

    @Test
    void isOneDocumentForPrograms() throws IOException {
        var plan = plan("--json", "--check", "--object-lambda");
        var document = new JsonMapper().readTree(plan.out());

        assertThat(document.at("/counts/AWS::S3::AccessPoint").asInt()).isEqualTo(4);
        assertThat(document.at("/stacks/sluice-all").findValuesAsText("name")).contains("webAppClientRole");
        assertThat(document.at("/holds").asBoolean()).isTrue();
        assertThat(document.at("/findings")).isEmpty();
    }

    @Test
    void templatesOfTheCatalogueHold() {
        var check = plan("--check", "--object-lambda");

        assertThat(check.out()).startsWith("nothing stands against deploying them: ");
        assertThat(check.exit()).isZero();
    }

    @Test
    void templatesThatAllowMoreDoNot() throws IOException {
        var file = templates.resolve("sluice-all.json");
        Files.writeString(file, Files.readString(file).replace("object/sales_event/*", "object/*"));
        var check = plan("--check", "--object-lambda");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out())
                .contains(
                        "sluice-all.json AccessPointec2consumer Properties.Policy: newly-allowed: webAppClientRole may")
                .contains(" against deploying them\n");
    }

    @Test
    void withObjectLambdaSwitchedOffItsAccessPointsAreMoreThanWasAskedFor() {
        assertThat(plan("--check").exit()).isEqualTo(1);
    }

    @Test
    void anExceptionOfTheCatalogueAcceptsAnotherAccountUntilItEnds() throws IOException {
        var catalogue = Catalogue.parse("c.yaml", """
                account: "111122223333"
                region: us-east-1
                buckets: [{name: lake}]
                exceptions:
                  - {finding: external-account, subject: "444455556666", reason: the partner, expires: "2030-01-31"}
                """);
        var expectation = new Expectation(catalogue, false);

        assertThat(expectation.acceptedAccounts(java.time.LocalDate.parse("2030-01-31")))
                .containsEntry("444455556666", "the partner (c.yaml:5:5, until 2030-01-31)");
        assertThat(expectation.acceptedAccounts(java.time.LocalDate.parse("2030-02-01")))
                .isEmpty();
    }

    @Test
    void badInputIsSaidPlainlyAndEndsWithTwo() throws IOException {
        assertThat(run(List.of("--templates=nowhere", "--catalogue=" + CATALOGUE)))
                .returns(2, Outcome::exit)
                .returns(true, plan -> plan.err().equals("sluice: there is no file nowhere\n"));
        assertThat(run(List.of("--catalogue=nowhere.yaml")))
                .returns(2, Outcome::exit)
                .returns(true, plan -> plan.err().contains("nowhere.yaml"));
        Files.writeString(templates.resolve("broken.json"), "{");
        assertThat(plan())
                .returns(2, Outcome::exit)
                .returns(true, plan -> plan.err().startsWith("sluice: broken.json: line 1, column "));
    }

    @Test
    void anEmptyFolderIsNoPlan() throws IOException {
        Files.delete(templates.resolve("sluice-all.json"));

        assertThat(plan())
                .returns(2, Outcome::exit)
                .returns(true, plan -> plan.err().contains("there is no template (*.json) in this folder"));
    }
}
