package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.deploy.template.TemplateFinding.Kind;
import io.sluice.iam.PolicyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the policies of templates with those of the catalogue, statement by statement, by what they say and not how. */
final class DocumentCheck {
    /** What a role's own policies may only say as the catalogue says it; the rest, such as ssm, is the business of whoever runs it. */
    private static final Set<String> GOVERNED = Set.of(
            "*", "s3", "s3-object-lambda", "s3-outposts", "s3express", "lambda", "sts", "iam", "sso", "sso-oauth");

    private final RenderedCatalogue expected;
    private final Deployment deployment;

    DocumentCheck(RenderedCatalogue expected, Deployment deployment) {
        this.expected = expected;
        this.deployment = deployment;
    }

    List<TemplateFinding> find() {
        var findings = new ArrayList<TemplateFinding>();
        var deployed = PolicyUnits.of(deployment.rendered());
        PolicyUnits.of(expected).forEach((unit, documents) -> {
            if (deployed.containsKey(unit)) {
                findings.addAll(compare(unit, atoms(documents), atoms(deployed.get(unit))));
            }
        });
        return findings;
    }

    private static List<Atom.Of> atoms(Map<String, PolicyDocument> documents) {
        return documents.entrySet().stream()
                .flatMap(document -> Atom.of(document.getKey(), document.getValue()).stream())
                .toList();
    }

    private List<TemplateFinding> compare(String unit, List<Atom.Of> wanted, List<Atom.Of> there) {
        var findings = new ArrayList<TemplateFinding>();
        without(wanted, there).forEach((statement, atoms) -> findings.add(missing(unit, statement, atoms)));
        without(there, wanted).forEach((statement, atoms) -> findings.add(extra(unit, statement, atoms)));
        return findings;
    }

    /** The atoms that the others do not have, by the first of each statement. */
    private static Map<Atom.Of, List<Atom>> without(List<Atom.Of> atoms, List<Atom.Of> others) {
        var known = others.stream().map(Atom.Of::atom).collect(Collectors.toSet());
        var firsts = new LinkedHashMap<String, Atom.Of>();
        var left = new LinkedHashMap<Atom.Of, List<Atom>>();
        for (var each : atoms) {
            if (!known.contains(each.atom())) {
                var key = each.document() + "\n" + each.statement().index();
                left.computeIfAbsent(firsts.computeIfAbsent(key, _ -> each), _ -> new ArrayList<>())
                        .add(each.atom());
            }
        }
        return left;
    }

    static boolean isGoverned(Atom atom) {
        return GOVERNED.contains(atom.service());
    }

    private TemplateFinding missing(String unit, Atom.Of first, List<Atom> atoms) {
        return new TemplateFinding(
                Kind.MISSING,
                place(unit, first.document()),
                unit + ": " + first.statement().name() + " of the catalogue is not there, or not all of it: "
                        + words(atoms));
    }

    private TemplateFinding extra(String unit, Atom.Of first, List<Atom> atoms) {
        boolean governed = !unit.startsWith("policies of ") || atoms.stream().anyMatch(DocumentCheck::isGoverned);
        return new TemplateFinding(
                governed ? Kind.NOT_OF_THE_CATALOGUE : Kind.BESIDES_THE_CATALOGUE,
                place(unit, first.document())
                        .member("Statement")
                        .element(first.statement().index()),
                unit + ": " + first.statement().name() + " says more than the catalogue: " + words(atoms));
    }

    private static String words(List<Atom> atoms) {
        return atoms.getFirst() + (atoms.size() == 1 ? "" : ", and " + (atoms.size() - 1) + " more");
    }

    /** Where the document is, or where it should be. */
    private Where place(String unit, String document) {
        var at = deployment.places().get(document);
        if (at != null) {
            return at;
        }
        var name = unit.substring(unit.lastIndexOf(' ') + 1);
        return deployment.places().entrySet().stream()
                .filter(place -> place.getKey().matches("(?s).*[:/]\\Q" + name + "\\E"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> deployment.where(unit));
    }
}
