package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.deploy.template.Faults.Fault;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks on a template written straight from the catalogue for AWS, which needs no CDK. */
final class TemplateCheckTest {
    private static final RenderedCatalogue RENDERED = onAws().render();
    private static final Templates TEMPLATES =
            new Templates(List.of(Template.parse("written.json", WrittenTemplate.of(RENDERED))));

    private static Catalogue onAws() {
        try {
            return Catalogue.read(Path.of("catalogue.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateCheck check(Templates templates, Map<String, String> accepted) {
        var target = new Target(RENDERED.account(), RENDERED.region(), Map.of());
        return TemplateCheck.of(RENDERED, Stacks.of(templates, target), accepted);
    }

    @Test
    void aTemplateThatSaysWhatTheCatalogueSaysHasNoFinding() {
        assertThat(check(TEMPLATES, Map.of()).findings()).isEmpty();
    }

    static List<Fault> faults() {
        return Faults.faults();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsFoundWhereItIs(Fault fault) {
        var edit = new Edit(TEMPLATES);
        fault.plant().accept(edit);

        assertThat(check(edit.templates(), Map.of()).blocking())
                .anySatisfy(finding -> assertThat(finding)
                        .returns(fault.kind(), TemplateFinding::kind)
                        .returns(edit.touched(), found -> found.where().logicalId()));
    }

    static List<Fault> harmless() {
        return Faults.harmless();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void aChangeThatMeansTheSameStandsAgainstNothing(Fault change) {
        var edit = new Edit(TEMPLATES);
        change.plant().accept(edit);
        var findings = check(edit.templates(), Map.of()).findings();

        assertThat(findings).allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.BESIDES_THE_CATALOGUE));
        assertThat(findings.isEmpty()).isEqualTo(change.kind() == Kind.ACCEPTED);
    }

    @Test
    void anAccountThatSomebodyAnswersForIsNotedAndWhatItMayDoStillStandsAgainstIt() {
        var edit = new Edit(TEMPLATES);
        edit.statement("ObjectsOfSalesEvents")
                .set("Principal", Edit.json("{'AWS': 'arn:aws:iam::444455556666:role/partner'}"));
        var check = check(edit.templates(), Map.of("444455556666", "the partner's"));

        assertThat(check.findings()).extracting(TemplateFinding::kind).contains(Kind.ACCEPTED, Kind.NEWLY_ALLOWED);
        assertThat(check.findings()).extracting(TemplateFinding::kind).doesNotContain(Kind.EXTERNAL_ACCOUNT);
    }
}
