package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedGrants.Grant;
import io.sluice.catalogue.RenderedGrants.Location;
import io.sluice.catalogue.RenderedOidcProvider;
import io.sluice.catalogue.RenderedRole;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Compares roles but for their policies, the providers that people sign in with, and access grants. */
final class PeopleCheck {
    private final RenderedCatalogue expected;
    private final Deployment deployment;
    private final List<TemplateFinding> findings = new ArrayList<>();
    private final Settings settings;

    PeopleCheck(RenderedCatalogue expected, Deployment deployment) {
        this.expected = expected;
        this.deployment = deployment;
        this.settings = new Settings(deployment, findings);
    }

    List<TemplateFinding> find() {
        roles();
        providers();
        instance();
        locations();
        grants();
        return findings;
    }

    private void roles() {
        var there = deployment.rendered().roles();
        for (var wanted : expected.roles()) {
            var place = "resource " + wanted.arn();
            settings.find("role " + wanted.name(), place, there, RenderedRole::arn, wanted)
                    .ifPresent(role -> settings.same(
                            place, "MaxSessionDuration", wanted.maxSessionDuration(), role.maxSessionDuration()));
        }
        there.stream()
                .filter(role ->
                        expected.roles().stream().noneMatch(each -> each.arn().equals(role.arn())))
                .forEach(role -> findings.add(new TemplateFinding(
                        Kind.BESIDES_THE_CATALOGUE,
                        deployment.where("resource " + role.arn()),
                        "the role " + role.name() + " is not of the catalogue")));
    }

    private void providers() {
        var there = deployment.rendered().oidcProviders();
        for (var wanted : expected.oidcProviders()) {
            var place = "OIDC provider " + wanted.arn();
            settings.find(place, place, there, RenderedOidcProvider::arn, wanted)
                    .ifPresent(provider -> {
                        settings.same(place, "Url", wanted.url(), provider.url());
                        settings.same(
                                place,
                                "ClientIdList",
                                new HashSet<>(wanted.clientIds()),
                                new HashSet<>(provider.clientIds()));
                    });
        }
        there.stream()
                .filter(provider -> expected.oidcProviders().stream()
                        .noneMatch(each -> each.arn().equals(provider.arn())))
                .forEach(provider -> findings.add(new TemplateFinding(
                        Kind.NOT_OF_THE_CATALOGUE,
                        deployment.where("OIDC provider " + provider.arn()),
                        "the catalogue takes no tokens of " + provider.url())));
    }

    private void instance() {
        expected.grants().ifPresent(wanted -> {
            var place = "resource " + wanted.instanceArn();
            var there = deployment.rendered().grants().stream().toList();
            settings.find("Access Grants instance", place, there, each -> each.instanceArn(), wanted)
                    .ifPresent(instance -> settings.same(
                            place, "IdentityCenterArn", wanted.identityCenterArn(), instance.identityCenterArn()));
        });
    }

    private static List<Location> locations(RenderedCatalogue catalogue) {
        return catalogue.grants().map(grants -> grants.locations()).orElse(List.of());
    }

    private void locations() {
        var there = locations(deployment.rendered());
        for (var wanted : locations(expected)) {
            var place = "location " + wanted.scope();
            settings.find(place, place, there, Location::scope, wanted)
                    .ifPresent(location -> settings.same(place, "IamRoleArn", wanted.roleArn(), location.roleArn()));
        }
        there.stream()
                .filter(location -> locations(expected).stream()
                        .noneMatch(each -> each.scope().equals(location.scope())))
                .forEach(location -> findings.add(new TemplateFinding(
                        Kind.NOT_OF_THE_CATALOGUE,
                        deployment.where("location " + location.scope()),
                        "the catalogue has no location " + location.scope())));
    }

    private static List<Grant> grants(RenderedCatalogue catalogue) {
        return catalogue.grants().map(grants -> grants.grants()).orElse(List.of());
    }

    /** Grants are alike where place, permission, grantee by name, and limits are. */
    private void grants() {
        var there = grants(deployment.rendered()).stream()
                .map(grant -> words(deployment.rendered(), grant))
                .toList();
        var wanted =
                grants(expected).stream().map(grant -> words(expected, grant)).toList();
        wanted.stream()
                .filter(grant -> !there.contains(grant))
                .forEach(grant -> findings.add(new TemplateFinding(
                        Kind.MISSING,
                        expected.grants()
                                .map(grants -> deployment.where("resource " + grants.instanceArn()))
                                .orElseThrow(),
                        "no template has the " + grant)));
        grants(deployment.rendered()).stream()
                .filter(grant -> !wanted.contains(words(deployment.rendered(), grant)))
                .forEach(grant -> findings.add(new TemplateFinding(
                        Kind.NOT_OF_THE_CATALOGUE,
                        deployment.where(GrantsReader.words(grant)),
                        "the catalogue has no " + words(deployment.rendered(), grant))));
    }

    private static String words(RenderedCatalogue catalogue, Grant grant) {
        var id = grant.grantee().id();
        var name = catalogue.directory().stream()
                .flatMap(directory -> directory.groups().stream())
                .filter(group -> group.id().equals(id))
                .map(group -> "group " + group.displayName())
                .findFirst()
                .orElse(id);
        return "grant " + grant.scope() + " " + grant.permission() + " to "
                + grant.grantee().type() + " " + name + limit(" as ", grant.prefixType())
                + limit(" through ", grant.applicationArn());
    }

    private static String limit(String words, Optional<String> value) {
        return value.map(text -> words + text).orElse("");
    }
}
