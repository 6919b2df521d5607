package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.audit.Ways;
import io.sluice.catalogue.audit.World;
import io.sluice.deploy.template.TemplateFinding.Kind;
import io.sluice.iam.AccessWorld;
import io.sluice.iam.Decision;
import io.sluice.iam.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides every class of requests by the catalogue and by the templates, and reports those that are decided otherwise. */
final class AccessCheck {
    private final World catalogue;
    private final World templates;
    private final Deployment deployment;

    AccessCheck(RenderedCatalogue expected, Deployment deployment) {
        this.deployment = deployment;
        this.catalogue = World.of(expected);
        this.templates = World.of(decidable(deployment.rendered()));
    }

    /** Whoever else may start a function is told by {@link FunctionCheck}, which wants every permission to be the catalogue's. */
    private static RenderedCatalogue decidable(RenderedCatalogue rendered) {
        return new RenderedCatalogue(
                rendered.account(),
                rendered.region(),
                rendered.buckets(),
                rendered.accessPoints(),
                rendered.objectLambdaAccessPoints(),
                rendered.roles(),
                rendered.functions().stream().map(AccessCheck::decidable).toList(),
                rendered.views(),
                rendered.grants(),
                rendered.directory(),
                rendered.oidcProviders());
    }

    private static RenderedFunction decidable(RenderedFunction function) {
        return new RenderedFunction(
                function.name(),
                function.arn(),
                function.roleArn(),
                function.timeout(),
                function.memoryMegabytes(),
                function.reservedConcurrency(),
                function.environment(),
                function.permissions().stream()
                        .filter(FunctionCheck::isForOneResource)
                        .toList(),
                function.urlAuthType(),
                function.triggers(),
                function.deadLetterArn());
    }

    List<TemplateFinding> find() {
        var difference = AccessWorld.difference(catalogue.access(), templates.access());
        var findings = new ArrayList<TemplateFinding>();
        alike(difference.newlyAllowed(), Difference.Change::after)
                .forEach(changes -> findings.add(newlyAllowed(changes.getFirst(), actions(changes))));
        alike(difference.noLongerAllowed(), Difference.Change::before).stream()
                .filter(changes -> at(changes.getFirst().route()).isPresent())
                .forEach(changes -> findings.add(noLongerAllowed(changes.getFirst(), actions(changes))));
        difference
                .dependsOn()
                .forEach(what -> findings.add(new TemplateFinding(Kind.UNDECIDED, deployment.where(""), what)));
        return findings;
    }

    /** What one statement decides otherwise for one caller is told once, by its first example. */
    private static Collection<List<Difference.Change>> alike(
            List<Difference.Change> changes, Function<Difference.Change, Decision> decision) {
        return changes.stream()
                .collect(Collectors.groupingBy(
                        change -> List.of(change.caller(), change.route(), decision.apply(change)),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static String actions(List<Difference.Change> changes) {
        return changes.stream()
                .flatMap(change -> change.actions().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private TemplateFinding newlyAllowed(Difference.Change change, String actions) {
        return new TemplateFinding(
                isGoverned(change) ? Kind.NEWLY_ALLOWED : Kind.BESIDES_THE_CATALOGUE,
                place(change, change.after()),
                templates.words(change.caller()) + " may " + actions + " by " + Ways.words(change.route())
                        + example(change) + (isGoverned(change) ? "; the catalogue does not allow it" : ""));
    }

    /**
     * Whatever the catalogue speaks of, and whoever writes elsewhere what it may read: that would be a way out. What a role of the catalogue
     * reads elsewhere, its program for one, is none of the catalogue's business.
     */
    private boolean isGoverned(Difference.Change change) {
        return knows(change.route())
                || (catalogue.callers().containsKey(templates.words(change.caller()))
                        && !change.actions().stream().allMatch(action -> action.matches("s3:(Get|List).*")));
    }

    private boolean knows(String route) {
        var resource = resourceOf(route);
        var known = catalogue.rendered();
        return known.buckets().stream().anyMatch(each -> resource.equals("arn:aws:s3:::" + each.name()))
                || known.accessPoints().stream().anyMatch(each -> resource.equals(each.arn()))
                || known.objectLambdaAccessPoints().stream().anyMatch(each -> resource.equals(each.arn()))
                || known.functions().stream().anyMatch(each -> resource.equals(each.arn()))
                || known.roles().stream().anyMatch(each -> resource.equals(each.arn()))
                || route.startsWith("grant ")
                || resource.endsWith(":access-grants/default");
    }

    private static String resourceOf(String route) {
        return route.substring(route.lastIndexOf(' ') + 1);
    }

    private TemplateFinding noLongerAllowed(Difference.Change change, String actions) {
        return new TemplateFinding(
                Kind.NO_LONGER_ALLOWED,
                place(change, change.before()),
                catalogue.words(change.caller()) + " may not " + actions + " by " + Ways.words(change.route())
                        + example(change) + "; the catalogue allows it");
    }

    private static String example(Difference.Change change) {
        var keys = new ArrayList<String>();
        change.witness().context().asMap().forEach((key, values) -> {
            if (!key.equals("s3:resourceaccount")) {
                keys.add(key + "=" + String.join(",", values));
            }
        });
        return ", for example " + change.witness().resource()
                + (keys.isEmpty()
                        ? ""
                        : " with " + String.join(" ", keys.stream().sorted().toList()));
    }

    /** The document that decides, where the templates have it; otherwise what it belongs to. */
    private Where place(Difference.Change change, Decision decision) {
        return at(decision.document()).or(() -> at(change.route())).orElseGet(() -> deployment.where(change.route()));
    }

    /** Where the templates have a document or a way; a way that they do not have is told as missing, once. */
    private Optional<Where> at(String name) {
        return Optional.ofNullable(deployment.places().get(name))
                .or(() -> grant(name).findFirst());
    }

    /** The grant that a way of the world is named after. */
    private Stream<Where> grant(String way) {
        return templates.rendered().grants().stream()
                .flatMap(grants -> grants.grants().stream())
                .filter(grant -> way.equals("grant " + grant.scope() + " " + grant.permission() + " to " + name(grant)))
                .map(GrantsReader::words)
                .map(deployment::where);
    }

    private String name(RenderedGrants.Grant grant) {
        var id = grant.grantee().id();
        return templates.rendered().directory().stream()
                .flatMap(directory -> directory.groups().stream())
                .filter(group -> group.id().equals(id))
                .map(group -> "group " + group.displayName())
                .findFirst()
                .orElseGet(() -> templates.words(templates.principal(id).arn()));
    }
}
