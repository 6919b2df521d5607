package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {
    private static final String SHARED = """
            account: "111122223333"
            region: us-east-1
            bucket: {name: lake, tls: optional}
            include: ["teams/*.yaml"]
            dataSets:
              - {name: shared, prefix: shared/, owner: o, classification: internal}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void share() throws IOException {
        write("catalogue.yaml", SHARED);
        write("teams/a.yaml", "dataSets:\n  - {name: a, prefix: a/, owner: o, classification: internal}\n");
    }

    @Test
    void takesWhatItDoesNotWriteFromTheOther() throws IOException {
        write("aws/catalogue.yaml", "extends: ../catalogue.yaml\n");

        assertThat(Catalogue.read(folder.resolve("aws")).render())
                .isEqualTo(Catalogue.read(folder).render());
    }

    @Test
    void putsItsMembersInPlaceOfTheOthers() throws IOException {
        write("aws/catalogue.yaml", "extends: ../catalogue.yaml\nregion: eu-west-1\nbuckets: [{name: lake}]\n");

        var catalogue = Catalogue.read(folder.resolve("aws"));

        assertThat(catalogue.region()).isEqualTo("eu-west-1");
        assertThat(catalogue.buckets()).extracting(Bucket::tls).containsExactly(Tls.REQUIRED);
        assertThat(catalogue.dataSets()).extracting(DataSet::name).containsExactly("shared", "a");
    }

    @Test
    void includesFilesOfItsOwn() throws IOException {
        write("aws/catalogue.yaml", "extends: ../catalogue.yaml\ninclude: [more.yaml]\n");
        write("aws/more.yaml", "dataSets:\n  - {name: b, prefix: b/, owner: o, classification: internal}\n");

        assertThat(Catalogue.read(folder.resolve("aws")).dataSets())
                .extracting(DataSet::name)
                .containsExactly("shared", "a", "b");
    }

    @Test
    void tellsWhereAMistakeStands() throws IOException {
        write("aws/catalogue.yaml", "extends: ../catalogue.yaml\nregion: nowhere\n");

        assertThatThrownBy(() -> Catalogue.read(folder.resolve("aws")))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("catalogue.yaml:2:9:");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/catalogue.yaml | is none of extends: the file of another catalogue",
                "../../x | is none of extends: the file of another catalogue",
                "list.yaml | list.yaml:1:1: a catalogue that another extends must have members",
                "chain.yaml | chain.yaml:1:1: a catalogue that another extends may not extend a third",
            })
    void takesOneOtherCatalogue(String other, String message) throws IOException {
        write("aws/catalogue.yaml", "extends: " + other + "\n");
        write("aws/list.yaml", "[a]\n");
        write("aws/chain.yaml", "extends: ../catalogue.yaml\n");

        assertThatThrownBy(() -> Catalogue.read(folder.resolve("aws"))).hasMessageContaining(message);
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
