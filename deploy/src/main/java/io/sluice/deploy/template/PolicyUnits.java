package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedRole;
import io.sluice.iam.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The policies of a catalogue by what they belong to and speak for together: {@code bucket x}, {@code access point x}, {@code Object Lambda
 * access point x}, {@code trust of x}, {@code policies of x}. Every resource has its units, those without a policy an empty one.
 */
final class PolicyUnits {
    private final SequencedMap<String, SequencedMap<String, PolicyDocument>> units = new LinkedHashMap<>();

    private PolicyUnits() {}

    static SequencedMap<String, SequencedMap<String, PolicyDocument>> of(RenderedCatalogue rendered) {
        var all = new PolicyUnits();
        rendered.buckets()
                .forEach(each -> all.add("bucket " + each.name(), "buckets/" + each.name() + ".json", each.policy()));
        rendered.accessPoints()
                .forEach(each -> all.add(
                        "access point " + each.name(), "access-points/" + each.name() + ".json", each.policy()));
        rendered.objectLambdaAccessPoints()
                .forEach(each -> all.add(
                        "Object Lambda access point " + each.name(),
                        "object-lambda-access-points/" + each.name() + ".policy.json",
                        each.policy()));
        rendered.roles().forEach(all::role);
        return all.units;
    }

    private void role(RenderedRole role) {
        var file = "roles/" + role.name() + ".";
        var own = "policies of " + role.name();
        add("trust of " + role.name(), file + "trust.json", Optional.of(role.trustPolicy()));
        add(own, "", Optional.empty());
        role.policies().forEach((name, json) -> add(own, file + name + ".json", Optional.of(json)));
    }

    private void add(String unit, String document, Optional<String> json) {
        var documents = units.computeIfAbsent(unit, _ -> new LinkedHashMap<>());
        json.ifPresent(text -> documents.put(document, PolicyDocument.parse(text)));
    }
}
