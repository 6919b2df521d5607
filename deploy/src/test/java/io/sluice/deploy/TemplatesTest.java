package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@NeedsNode
class TemplatesTest {
    private static final int MOST_BYTES_OF_AN_UPLOAD = 51_200;

    @Test
    void areTheSameBytesEveryTime() {
        assertThat(Synthesized.make(Choices.DEFAULT)).isEqualTo(Synthesized.templates(Choices.DEFAULT));
    }

    @Test
    void fitAnyAccountAndRegion() {
        assertThat(Synthesized.templates(Synthesized.withObjectLambda()))
                .allSatisfy((name, template) -> assertThat(template)
                        .doesNotContain(Synthesized.CATALOGUE.account())
                        .doesNotContain(Synthesized.CATALOGUE.region()));
    }

    @Test
    void needNoBootstrapAndNoAssets() {
        assertThat(Synthesized.templates(Choices.DEFAULT)).allSatisfy((name, template) -> {
            assertThat(template).doesNotContain("BootstrapVersion").doesNotContain("cdk-hnb659fds");
            assertThat(Synthesized.json(template).has("Rules")).isFalse();
        });
    }

    @Test
    void areSmallEnoughToBeUploadedWithoutABucket() {
        assertThat(Synthesized.templates(Synthesized.withObjectLambda()))
                .allSatisfy((name, template) -> assertThat(template.length()).isLessThan(MOST_BYTES_OF_AN_UPLOAD));
    }
}
