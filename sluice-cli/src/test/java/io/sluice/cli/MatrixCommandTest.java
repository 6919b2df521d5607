package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixCommandTest {
    @TempDir
    private Path folder;

    @Test
    void showsRawAndRedactedReadersApart() {
        var run = Run.of("matrix");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .anyMatch(
                        line -> line.matches(
                                "inventory-events +inventoryConsumerRole +redacted +yes +yes +Object Lambda access point data-shield; .*"))
                .anyMatch(
                        line -> line.matches("inventory-events +redactionServiceRole +raw +yes +access point redactor"))
                .anyMatch(line ->
                        line.matches("sales-events +webAppClientRole +raw +yes +yes +access point ec2-consumer"))
                .anyMatch(line ->
                        line.matches("users +group customer-support +raw +grant s3://shopfast-data.*/users\\* READ"))
                .noneMatch(line -> line.matches("sales-events +inventoryConsumerRole.*"))
                .noneMatch(line -> line.matches("employee-records +.*Marketing.*"));
    }

    @Test
    void writesEachPermissionAsJson() throws IOException {
        var list = new JsonMapper().readTree(Run.of("matrix", "--json").out());

        assertThat(list).anySatisfy(entry -> {
            assertThat(entry.get("who").asText()).isEqualTo("inventoryConsumerRole");
            assertThat(entry.get("dataSet").asText()).isEqualTo("inventory-events");
            assertThat(entry.get("permission").asText()).isEqualTo("READ");
            assertThat(entry.get("redacted").asBoolean()).isTrue();
        });
        assertThat(list).noneSatisfy(entry -> {
            assertThat(entry.get("who").asText()).isEqualTo("inventoryConsumerRole");
            assertThat(entry.get("dataSet").asText()).isEqualTo("inventory-events");
            assertThat(entry.get("permission").asText()).isEqualTo("READ");
            assertThat(entry.get("redacted").asBoolean()).isFalse();
        });
    }

    @Test
    void writesValuesThatNoSpreadsheetTakesForAFormula() {
        var lines = Run.of("matrix", "--csv").out().split("\r\n");

        assertThat(lines[0]).isEqualTo("DATA SET,WHO,READ,WRITE,DELETE,LIST,WAYS");
        assertThat(lines).allMatch(line -> line.equals(lines[0]) || line.matches("(\"([^\"=+@-][^\"]*)?\",?){7}"));
    }

    @Test
    void writesOnePageThatNeedsNothingElse() {
        var page = Run.of("matrix", "--html").out();

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("type=\"search\"", "<td class=\"redacted\">redacted</td>");
        assertThat(page).doesNotContain("http://", "https://", "src=", "@import");
    }

    @Test
    void letsNobodyInByAnEmptyCatalogue() throws IOException {
        Files.writeString(folder.resolve("catalogue.yaml"), """
                account: "111122223333"
                region: us-east-1
                bucket: {name: lake}
                dataSets: [{name: a, prefix: a/, owner: o, classification: internal}]
                """);

        var run = Run.of("matrix", "--catalogue", folder.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("nobody may do anything", "a: nobody");
    }

    @Test
    void refusesABadCatalogueWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), "acount: 1\n");

        var run = Run.of("matrix", "--catalogue", folder.resolve("c.yaml").toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("c.yaml:1:1", "did you mean \"account\"?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesTwoFormsAtOnceAndAFileThatIsNotThere() {
        assertThat(Run.of("matrix", "--json", "--csv").exit()).isEqualTo(2);
        assertThat(Run.of("matrix", "--catalogue", "nowhere.yaml").exit()).isEqualTo(2);
    }
}
