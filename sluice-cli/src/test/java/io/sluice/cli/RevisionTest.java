package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.catalogue.Bucket;
import io.sluice.catalogue.CatalogueReader;
import io.sluice.catalogue.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Catalogues out of this repository's own history. */
class RevisionTest {
    @BeforeEach
    void needsARepository() {
        assumeTrue(Files.exists(Path.of("..", ".git")), "this is no git checkout");
    }

    @Test
    void readsTheOtherCatalogueThatOneExtendsOutOfTheSameRevision() throws IOException {
        var catalogue = Revision.read(new CatalogueReader(), "HEAD:deploy/catalogue.yaml");

        assertThat(catalogue.buckets()).extracting(Bucket::tls).containsOnly(Tls.REQUIRED);
        assertThat(catalogue.dataSets())
                .isEqualTo(Revision.read(new CatalogueReader(), "HEAD:catalogue.yaml")
                        .dataSets());
    }

    @Test
    void saysWhichFileARevisionDoesNotHave() {
        assertThatThrownBy(() -> Revision.read(new CatalogueReader(), "HEAD:deploy/none.yaml"))
                .hasMessageContaining("there is no deploy/none.yaml");
    }
}
