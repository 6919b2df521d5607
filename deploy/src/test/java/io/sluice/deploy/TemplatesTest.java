package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsNode
class TemplatesTest {
    private static final int MOST_BYTES_OF_AN_UPLOAD = 51_200;
    private static final Path CHECKED_IN = Path.of("templates");

    @Test
    void areTheSameBytesEveryTime() {
        assertThat(Synthesized.make(Choices.DEFAULT)).isEqualTo(Synthesized.templates(Choices.DEFAULT));
    }

    @Test
    void areCheckedIn() throws IOException {
        var fresh = new TreeMap<>(Synthesized.templates(Choices.DEFAULT));
        fresh.put(Synthesize.ORDER, Stacks.order(Synthesized.templates(Choices.DEFAULT)));

        assertThat(checkedIn())
                .as("deploy/templates is another than ./sluice synthesize writes")
                .isEqualTo(fresh);
    }

    private static Map<String, String> checkedIn() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.list(CHECKED_IN)) {
            for (var file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("io.sluice.deploy.Synthesized#everyChoice")
    void fitAnyAccountAndRegion(Choices choices) {
        assertThat(Synthesized.templates(choices))
                .allSatisfy((name, template) -> assertThat(template)
                        .doesNotContain(Synthesized.CATALOGUE.account())
                        .doesNotContain(Synthesized.CATALOGUE.region()));
    }

    @ParameterizedTest
    @MethodSource("io.sluice.deploy.Synthesized#everyChoice")
    void needNoBootstrapAndNoAssets(Choices choices) {
        assertThat(Synthesized.templates(choices)).allSatisfy((name, template) -> {
            assertThat(template)
                    .doesNotContain("BootstrapVersion")
                    .doesNotContain("cdk-hnb659fds")
                    .doesNotContain("aws:cdk:path");
            assertThat(Synthesized.json(template).has("Rules")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("io.sluice.deploy.Synthesized#everyChoice")
    void areSmallEnoughToBeUploadedWithoutABucket(Choices choices) {
        assertThat(Synthesized.templates(choices))
                .allSatisfy((name, template) -> assertThat(template.length()).isLessThan(MOST_BYTES_OF_AN_UPLOAD));
    }

    @ParameterizedTest
    @MethodSource("io.sluice.deploy.Synthesized#everyChoice")
    void declareEveryParameterWithWhatItIsFor(Choices choices) {
        assertThat(Synthesized.templates(choices).values())
                .flatExtracting(
                        template -> Synthesized.all(Synthesized.json(template).path("Parameters"))
                                .toList())
                .isNotEmpty()
                .allSatisfy(parameter ->
                        assertThat(parameter.path("Description").asText()).isNotBlank());
    }

    @Test
    void haveNoObjectLambdaUnlessItIsAskedFor() {
        assertThat(Synthesized.templates(Choices.DEFAULT)).doesNotContainKey("sluice-views.json");
        assertThat(Synthesized.templates(Choices.DEFAULT).values())
                .noneMatch(template -> template.contains("AWS::S3ObjectLambda::"));
        assertThat(Synthesized.templates(Synthesized.OBJECT_LAMBDA)).containsKey("sluice-views.json");
    }

    @Test
    void lockNoStackToAnother() {
        assertThat(Synthesized.templates(Synthesized.OBJECT_LAMBDA).values())
                .noneMatch(template -> template.contains("Fn::ImportValue") || template.contains("\"Export\""));
    }
}
