package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedFunction.Permission;
import io.sluice.catalogue.RenderedFunction.Trigger;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares functions: the role and limits of each, what it is told, who starts it and where failures go. */
final class FunctionCheck {
    private static final String VIEWS = "SLUICE_REDACTION_VIEWS";

    private final RenderedCatalogue expected;
    private final Deployment deployment;
    private final List<TemplateFinding> findings = new ArrayList<>();

    FunctionCheck(RenderedCatalogue expected, Deployment deployment) {
        this.expected = expected;
        this.deployment = deployment;
    }

    /** A service, on behalf of one resource of one account. */
    static boolean isForOneResource(Permission permission) {
        return permission.principal().endsWith(".amazonaws.com")
                && !permission.sourceArn().isEmpty()
                && permission.sourceAccount().matches("\\d{12}");
    }

    List<TemplateFinding> find() {
        var settings = new Settings(deployment, findings);
        for (var wanted : expected.functions()) {
            var name = "resource " + wanted.arn();
            settings.find(
                            "function " + wanted.name(),
                            name,
                            deployment.rendered().functions(),
                            RenderedFunction::arn,
                            wanted)
                    .ifPresent(there -> compare(settings, name, wanted, there));
        }
        deployment.rendered().functions().stream()
                .filter(function -> expected.functions().stream()
                        .noneMatch(each -> each.arn().equals(function.arn())))
                .forEach(function -> findings.add(new TemplateFinding(
                        Kind.BESIDES_THE_CATALOGUE,
                        deployment.where("resource " + function.arn()),
                        "the function " + function.name() + " is not of the catalogue")));
        return findings;
    }

    private void compare(Settings settings, String name, RenderedFunction wanted, RenderedFunction there) {
        settings.same(name, "Role", wanted.roleArn(), there.roleArn());
        settings.same(name, "Timeout", wanted.timeout(), there.timeout());
        settings.same(name, "MemorySize", wanted.memoryMegabytes(), there.memoryMegabytes());
        settings.same(name, "ReservedConcurrentExecutions", wanted.reservedConcurrency(), there.reservedConcurrency());
        settings.same(name, "dead letters", wanted.deadLetterArn(), there.deadLetterArn());
        settings.same(name, "URL AuthType", wanted.urlAuthType(), there.urlAuthType());
        var environment = new TreeMap<>(there.environment());
        environment.keySet().retainAll(wanted.environment().keySet());
        settings.same(name, "Environment", wanted.environment(), environment);
        settings.same(name, "events", triggers(wanted), triggers(there));
        permissions(wanted, there);
        Optional.ofNullable(there.environment().get(VIEWS)).ifPresent(views -> views(settings, name, views));
        there.urlAuthType()
                .filter("NONE"::equals)
                .ifPresent(_ -> findings.add(new TemplateFinding(
                        Kind.PUBLIC_ACCESS,
                        deployment.where("URL of " + there.name()),
                        "anybody may call the URL of " + there.name() + "; its AuthType must be AWS_IAM")));
    }

    /** Who serves views by HTTP is told them in a variable; as JSON, since each rule counts and white space does not. */
    private void views(Settings settings, String name, String views) {
        var where = deployment.where(name);
        var wanted = expected.views().stream()
                .map(view -> new Value(TextNode.valueOf(view.document()), where).tree())
                .collect(Collectors.toSet());
        try {
            var there = new HashSet<JsonNode>();
            new Value(TextNode.valueOf(views), where).tree().forEach(there::add);
            settings.same(name, VIEWS, wanted, there);
        } catch (TemplateException e) {
            findings.add(e.finding());
        }
    }

    private static Set<Trigger> triggers(RenderedFunction function) {
        return new HashSet<>(function.triggers());
    }

    private void permissions(RenderedFunction wanted, RenderedFunction there) {
        var known = wanted.permissions().stream().map(FunctionCheck::words).collect(Collectors.toSet());
        var found = there.permissions().stream().map(FunctionCheck::words).collect(Collectors.toSet());
        known.stream()
                .filter(words -> !found.contains(words))
                .forEach(words -> findings.add(new TemplateFinding(
                        Kind.MISSING, deployment.where("resource " + wanted.arn()), "no permission lets " + words)));
        there.permissions().stream()
                .filter(permission -> !known.contains(words(permission)))
                .forEach(this::extra);
    }

    private void extra(Permission permission) {
        boolean anybody = permission.principal().equals("*");
        findings.add(new TemplateFinding(
                anybody ? Kind.PUBLIC_ACCESS : Kind.NOT_OF_THE_CATALOGUE,
                deployment.where("permission " + permission.statementId()),
                "the catalogue has no permission that lets " + words(permission)));
    }

    private static String words(Permission permission) {
        return permission.principal() + " " + permission.action() + " for "
                + (permission.sourceArn().isEmpty() ? "any resource" : permission.sourceArn()) + " of "
                + (permission.sourceAccount().isEmpty() ? "any account" : permission.sourceAccount());
    }
}
