package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is allowed to be written and yet probably not meant. */
final class Warnings {
    private final Catalogue catalogue;
    private final List<Finding> findings = new ArrayList<>();

    private Warnings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static List<Finding> of(Catalogue catalogue) {
        var warnings = new Warnings(catalogue);
        catalogue.views().forEach(warnings::fields);
        catalogue.people().departments().forEach(warnings::subPrefixes);
        catalogue.functions().forEach(warnings::triggers);
        catalogue.quotas().stream().filter(Quota::isNear).forEach(warnings::quota);
        return List.copyOf(warnings.findings);
    }

    /** A field that somebody called confidential, and that leaves a view as it is. */
    private void fields(View view) {
        var dataSet = catalogue.dataSet(view.dataSet());
        var redacted = view.rules().stream().map(Redaction::path).toList();
        dataSet.fields().forEach((field, classification) -> {
            boolean covered = redacted.contains("$.." + field);
            if (!covered && classification.compareTo(Classification.CONFIDENTIAL) >= 0) {
                add(
                        "unredacted-field",
                        view.name() + " " + field,
                        catalogue.places().of("view", view.name()),
                        "the " + classification.word() + " field " + field + " of " + dataSet.name()
                                + " leaves view " + view.name() + " as it is, at least somewhere; add a rule for $.."
                                + field);
            }
        });
    }

    private void subPrefixes(Department department) {
        for (var grant : department.grants()) {
            var prefix = catalogue.dataSet(grant.dataSet()).prefix();
            if (!grant.subPrefix().startsWith(prefix)) {
                var loose = prefix.substring(0, prefix.length() - 1);
                add(
                        "loose-sub-prefix",
                        department.name() + " " + grant.subPrefix(),
                        catalogue.places().of("grant", department.name() + " " + grant.subPrefix()),
                        "\"" + grant.subPrefix() + "\" matches by character: it also covers \"" + loose
                                + "-archive/…\" and \"" + loose + ".txt\"; write \"" + prefix + "*\"");
            }
        }
    }

    /** A function that may write what starts it. */
    private void triggers(Function function) {
        for (var trigger : function.triggers()) {
            boolean writes = catalogue.applications().stream()
                    .filter(application -> application.role().equals(function.role()))
                    .map(application -> application.grants().get(trigger.dataSet()))
                    .anyMatch(granted -> granted != null && granted.contains(Permission.WRITE));
            if (writes && trigger.under().isEmpty() && trigger.suffix().isEmpty()) {
                add(
                        "trigger-on-own-output",
                        function.name() + " " + trigger.dataSet(),
                        catalogue.places().of("function", function.name()),
                        function.name() + " is started by each object of " + trigger.dataSet()
                                + " and may write there itself; limit the trigger by under or suffix");
            }
        }
    }

    private void quota(Quota quota) {
        add(
                "quota-near",
                quota.what(),
                Optional.empty(),
                quota
                        + (quota.isPassed()
                                ? " is more than an account starts with; ask AWS to raise it, which it does up to "
                                        + quota.raisableTo()
                                : " is near AWS's limit"));
    }

    private void add(String kind, String subject, Optional<Place> place, String message) {
        findings.add(new Finding(kind, subject, place, message));
    }
}
