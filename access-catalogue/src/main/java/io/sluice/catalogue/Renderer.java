package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the documents of a catalogue, each in the order of the catalogue. */
final class Renderer {
    private Renderer() {}

    static RenderedCatalogue render(Catalogue catalogue) {
        var arns = new Arns(catalogue.account(), catalogue.region());
        var buckets = new BucketRenderer(catalogue, arns);
        var points = new AccessPointRenderer(catalogue, arns);
        var functions = new FunctionRenderer(catalogue, arns);
        var views = new ViewRenderer(catalogue, arns);
        var people = new PeopleRenderer(catalogue, arns);
        var rendered = new RenderedCatalogue(
                catalogue.account(),
                catalogue.region(),
                catalogue.buckets().stream().map(buckets::render).toList(),
                catalogue.applications().stream().map(points::render).toList(),
                views.objectLambdaAccessPoints(),
                roles(catalogue, arns),
                catalogue.functions().stream().map(functions::render).toList(),
                views.documents(),
                people.grants(),
                people.directory(),
                people.oidcProviders());
        Quotas.of(rendered);
        return rendered;
    }

    private static List<RenderedRole> roles(Catalogue catalogue, Arns arns) {
        var ofWork = new WorkRoles(catalogue, arns);
        var ofPeople = new PeopleRoles(catalogue, arns);
        var roles = new ArrayList<RenderedRole>();
        catalogue.applications().stream()
                .map(Application::role)
                .map(ofWork::render)
                .forEach(roles::add);
        ownRoles(catalogue).map(ofWork::render).forEach(roles::add);
        roles.addAll(ofPeople.render());
        return roles;
    }

    /** Of functions that do not run under an application's role. */
    private static Stream<Role> ownRoles(Catalogue catalogue) {
        var ofApplications =
                catalogue.applications().stream().map(Application::role).toList();
        return catalogue.functions().stream().map(Function::role).filter(role -> !ofApplications.contains(role));
    }
}
