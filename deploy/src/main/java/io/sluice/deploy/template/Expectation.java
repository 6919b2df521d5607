package io.sluice.deploy.template;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Governance.Exemption;
import io.sluice.catalogue.RenderedCatalogue;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What templates of a catalogue must say. */
record Expectation(Catalogue catalogue, boolean objectLambda) {
    /** The rendered catalogue; where Object Lambda is switched off, without its access points. */
    RenderedCatalogue rendered() {
        var all = catalogue.render();
        return objectLambda
                ? all
                : new RenderedCatalogue(
                        all.account(),
                        all.region(),
                        all.buckets(),
                        all.accessPoints(),
                        List.of(),
                        all.roles(),
                        all.functions(),
                        all.views(),
                        all.grants(),
                        all.directory(),
                        all.oidcProviders());
    }

    Target target(Map<String, String> parameters) {
        return new Target(catalogue.account(), catalogue.region(), parameters);
    }

    TemplateCheck check(ResolvedStacks stacks) {
        return TemplateCheck.of(rendered(), stacks, acceptedAccounts(LocalDate.now(ZoneOffset.UTC)));
    }

    /** By the exceptions "external-account" that have not ended. */
    Map<String, String> acceptedAccounts(LocalDate today) {
        var accepted = new LinkedHashMap<String, String>();
        catalogue.governance().exceptions().stream()
                .filter(exemption -> exemption.finding().equals("external-account"))
                .filter(exemption -> !exemption.expires().isBefore(today))
                .forEach(exemption -> accepted.put(exemption.subject(), words(exemption)));
        return accepted;
    }

    private static String words(Exemption exemption) {
        return exemption.reason() + " (" + exemption.place() + ", until " + exemption.expires() + ")";
    }
}
