package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Holds what templates would put on AWS against what the catalogue renders, by meaning: every policy is understood, every request is decided
 * alike, and every setting that protects data is there.
 *
 * @param findings the gravest first
 */
public record TemplateCheck(List<TemplateFinding> findings) {
    public TemplateCheck {
        findings = findings.stream()
                .distinct()
                .sorted(Comparator.comparing(TemplateFinding::kind)
                        .thenComparing(finding -> finding.where().toString())
                        .thenComparing(TemplateFinding::message))
                .toList();
    }

    /**
     * Checks templates.
     *
     * @param expected the catalogue that they are made from, less what they leave out on purpose
     * @param acceptedAccounts other accounts that policies may name, with the reason of each
     */
    public static TemplateCheck of(
            RenderedCatalogue expected, ResolvedStacks stacks, Map<String, String> acceptedAccounts) {
        var deployment = Deployment.of(stacks, expected.directory());
        var findings = new ArrayList<>(deployment.findings());
        findings.addAll(new AccountCheck(expected, deployment, acceptedAccounts).find());
        findings.addAll(new AccessCheck(expected, deployment).find());
        findings.addAll(new DocumentCheck(expected, deployment).find());
        findings.addAll(new StorageCheck(expected, deployment).find());
        findings.addAll(new ProtectionCheck(expected, stacks).find());
        findings.addAll(new KeyCheck(expected, stacks, deployment).find());
        findings.addAll(new FunctionCheck(expected, deployment).find());
        findings.addAll(new PeopleCheck(expected, deployment).find());
        return new TemplateCheck(findings);
    }

    public List<TemplateFinding> blocking() {
        return findings.stream().filter(finding -> finding.kind().isBlocking()).toList();
    }

    /** Whether nothing stands against deploying these templates. */
    public boolean holds() {
        return blocking().isEmpty();
    }
}
