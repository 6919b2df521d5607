package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludesTest {
    private static final String ROOT = """
            account: "111122223333"
            region: us-east-1
            bucket: {name: lake}
            include: ["teams/*.yaml"]
            dataSets:
              - {name: shared, prefix: shared/, owner: o, classification: internal}
            """;

    @TempDir
    private Path folder;

    @Test
    void addsWhatEachTeamWroteInTheOrderOfTheirFiles() throws IOException {
        write("catalogue.yaml", ROOT);
        write("teams/b.yaml", team("b"));
        write("teams/a.yaml", team("a"));
        write("teams/deeper/c.yaml", team("c"));
        write("teams/notes.txt", "not a catalogue");

        var catalogue = Catalogue.read(folder);

        assertThat(catalogue.dataSets()).extracting(DataSet::name).containsExactly("shared", "a", "b");
        assertThat(catalogue.applications()).extracting(Application::name).containsExactly("reader-a", "reader-b");
        assertThat(catalogue.places().of("application", "reader-b")).hasValue(new Place("teams/b.yaml", 4, 12));
    }

    @Test
    void looksIntoFoldersWhereTheGlobDoes() throws IOException {
        write("catalogue.yaml", ROOT.replace("teams/*.yaml", "teams/**.yaml"));
        write("teams/a.yaml", team("a"));
        write("teams/deeper/c.yaml", team("c"));

        assertThat(Catalogue.read(folder).dataSets()).extracting(DataSet::name).containsExactly("shared", "a", "c");
    }

    @Test
    void rendersTheSameInOneFileOrSeveral() throws IOException {
        write("catalogue.yaml", ROOT);
        write("teams/a.yaml", team("a"));
        var one = ROOT.replace("include: [\"teams/*.yaml\"]\n", "")
                + "  - {name: a, prefix: a/, owner: o, classification: internal}\n"
                + team("a").substring(team("a").indexOf("applications"));

        assertThat(Catalogue.read(folder).render())
                .isEqualTo(Catalogue.parse("c.yaml", one).render());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "teams/a.yaml | account: '1' | teams/a.yaml:1:1: unknown member \"account\" of an included file",
                "teams/a.yaml | include: [x.yaml] | unknown member \"include\" of an included file",
                "teams/a.yaml | dataSets: {a: b} | teams/a.yaml:1:11: dataSets must be a list",
                "teams/a.yaml | [a] | teams/a.yaml:1:1: an included file must have members",
                "teams/a.txt | '' | catalogue.yaml:4:11: there is no file \"teams/*.yaml\""
            })
    void refusesWhatIsNotATeamsToSay(String file, String text, String message) throws IOException {
        write("catalogue.yaml", ROOT);
        write(file, text);

        assertThatThrownBy(() -> Catalogue.read(folder))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"../other.yaml", "/etc/passwd.yaml", "a/../../b.yaml", "teams/*", "'teams/$x.yaml'"})
    void refusesFilesFromElsewhere(String glob) throws IOException {
        write("catalogue.yaml", ROOT.replace("teams/*.yaml", glob));

        assertThatThrownBy(() -> Catalogue.read(folder))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("files below this one's folder");
    }

    @Test
    void tellsBothFilesOfANameThatIsTakenTwice() throws IOException {
        write("catalogue.yaml", ROOT);
        write("teams/a.yaml", team("a"));
        write("teams/b.yaml", team("a"));

        assertThatThrownBy(() -> Catalogue.read(folder))
                .hasMessage(
                        "teams/b.yaml:2:12: the data set \"a\" is here a second time; the first is in teams/a.yaml:2:12");
    }

    private static String team(String name) {
        return """
                dataSets:
                  - {name: %1$s, prefix: %1$s/, owner: o, classification: internal}
                applications:
                  - {name: reader-%1$s, role: %1$s, trustedService: ec2.amazonaws.com, accessPoint: reader-%1$s, dataSets: {%1$s: [read]}}
                """.formatted(name);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
