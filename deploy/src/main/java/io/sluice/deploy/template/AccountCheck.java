package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.deploy.template.TemplateFinding.Kind;
import io.sluice.iam.Condition;
import io.sluice.iam.ConditionOperator;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PublicAccess;
import io.sluice.iam.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks for policies that let in anybody, and for accounts that nobody has said are meant. */
final class AccountCheck {
    private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9A-Za-z])\\d{12}(?![0-9A-Za-z])");

    private final Deployment deployment;
    private final Map<String, String> accepted;
    private final Set<String> known = new TreeSet<>();
    private final List<TemplateFinding> findings = new ArrayList<>();

    /** @param accepted accounts that may be named besides those of the catalogue, with the reason */
    AccountCheck(RenderedCatalogue expected, Deployment deployment, Map<String, String> accepted) {
        this.deployment = deployment;
        this.accepted = accepted;
        known.add(expected.account());
        PolicyUnits.of(expected)
                .values()
                .forEach(unit -> unit.values()
                        .forEach(document -> document.statements().forEach(each -> known.addAll(accounts(each)))));
    }

    List<TemplateFinding> find() {
        var documents = new LinkedHashMap<String, PolicyDocument>();
        PolicyUnits.of(deployment.rendered()).values().forEach(documents::putAll);
        deployment.otherPolicies().forEach((name, json) -> documents.put(name, PolicyDocument.parse(json)));
        documents.forEach((name, document) -> document.statements().forEach(statement -> {
            accounts(name, statement);
            everybody(name, statement);
        }));
        return findings;
    }

    private void everybody(String document, Statement statement) {
        if (PublicAccess.isPublic(statement)
                && !deployment.isGuardRail(document)
                && statement.conditions().stream().noneMatch(AccountCheck::fixesCaller)) {
            findings.add(new TemplateFinding(
                    Kind.PUBLIC_ACCESS,
                    where(document, statement),
                    statement.name() + " allows everybody; name a principal, or fix who that can be by a condition"));
        }
    }

    /** What S3 does not know, and keys do. From <a
     * href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">condition keys of KMS</a>. */
    private static boolean fixesCaller(Condition condition) {
        return condition.operator() == ConditionOperator.STRING_EQUALS
                && !condition.ifExists()
                && condition.key().equalsIgnoreCase("kms:CallerAccount");
    }

    private Where where(String document, Statement statement) {
        return deployment.where(document).member("Statement").element(statement.index());
    }

    private void accounts(String document, Statement statement) {
        var where = where(document, statement);
        for (var account : accounts(statement)) {
            if (accepted.containsKey(account)) {
                findings.add(new TemplateFinding(
                        Kind.ACCEPTED, where, "names account " + account + ": " + accepted.get(account)));
            } else if (!known.contains(account)) {
                findings.add(new TemplateFinding(
                        Kind.EXTERNAL_ACCOUNT,
                        where,
                        statement.name() + " names account " + account
                                + ", which the catalogue does not; take it away, or accept it by an exception"
                                + " \"external-account\" of the catalogue"));
            }
        }
    }

    /** Every account that principals, resources or conditions name. */
    private static Set<String> accounts(Statement statement) {
        return Atom.of("", statement).stream()
                .map(Atom.Of::atom)
                .flatMap(atom -> ACCOUNT.matcher(atom.principal() + " " + atom.resource() + " " + atom.conditions())
                        .results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
