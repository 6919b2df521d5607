package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.deploy.template.Faults.Fault;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the checks find in templates of a catalogue, and what they do not. */
abstract class TemplateCheckContract {
    abstract RenderedCatalogue rendered();

    abstract Templates templates();

    private TemplateCheck check(Templates templates, Map<String, String> accepted) {
        var target = new Target(rendered().account(), rendered().region(), Map.of());
        return TemplateCheck.of(rendered(), ResolvedStacks.of(templates, target), accepted);
    }

    @Test
    void nothingStandsAgainstTemplatesThatSayWhatTheCatalogueSays() {
        assertThat(check(templates(), Map.of()).blocking()).isEmpty();
    }

    static List<Fault> faults() {
        return Faults.faults();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsFoundWhereItIs(Fault fault) {
        var edit = new Edit(templates());
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
        var edit = new Edit(templates());
        change.plant().accept(edit);
        var more = new ArrayList<>(check(edit.templates(), Map.of()).findings());
        more.removeAll(check(templates(), Map.of()).findings());

        assertThat(more).allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.BESIDES_THE_CATALOGUE));
        assertThat(more.isEmpty()).isEqualTo(change.kind() == Kind.ACCEPTED);
    }

    @Test
    void anAccountThatSomebodyAnswersForIsNotedAndWhatItMayDoStillStandsAgainstIt() {
        var edit = new Edit(templates());
        edit.statement("ObjectsOfSalesEvents")
                .set("Principal", Edit.json("{'AWS': 'arn:aws:iam::444455556666:role/partner'}"));
        var check = check(edit.templates(), Map.of("444455556666", "the partner's"));

        assertThat(check.findings()).extracting(TemplateFinding::kind).contains(Kind.ACCEPTED, Kind.NEWLY_ALLOWED);
        assertThat(check.findings()).extracting(TemplateFinding::kind).doesNotContain(Kind.EXTERNAL_ACCOUNT);
    }
}
