package io.sluice.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Access Grants instance, the directory, and the providers that people sign in with. */
final class PeopleRenderer {
    private static final List<String> SCOPES = List.of("s3:access_grants:read_write");

    private final Catalogue catalogue;
    private final People people;
    private final Arns arns;
    private final Map<String, DataSet> dataSets;

    PeopleRenderer(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.people = catalogue.people();
        this.arns = arns;
        this.dataSets = catalogue.dataSetsByName();
    }

    /** In the order of the catalogue's buckets: those that somebody holds a grant in. */
    static List<String> grantedBuckets(Catalogue catalogue) {
        var dataSets = catalogue.dataSetsByName();
        var granted = catalogue.people().departments().stream()
                .flatMap(department -> department.grants().stream())
                .map(grant -> dataSets.get(grant.dataSet()).bucket())
                .collect(Collectors.toSet());
        return catalogue.buckets().stream()
                .map(Bucket::name)
                .filter(granted::contains)
                .toList();
    }

    List<RenderedOidcProvider> oidcProviders() {
        return people.oidcProviders().stream()
                .map(provider -> new RenderedOidcProvider(
                        arns.oidcProvider(provider.url()), provider.url(), provider.clientIds()))
                .toList();
    }

    Optional<RenderedGrants> grants() {
        return people.grants()
                .map(instance -> new RenderedGrants(
                        arns.grantsInstance(),
                        people.identityCenter().map(People.IdentityCenter::instance),
                        grantedBuckets(catalogue).stream()
                                .map(bucket -> location(bucket, instance))
                                .toList(),
                        people.departments().stream()
                                .flatMap(department -> grants(department, instance))
                                .toList(),
                        Optional.empty()));
    }

    private RenderedGrants.Location location(String bucket, People.GrantsInstance instance) {
        var scope = scope(bucket);
        return new RenderedGrants.Location(Arns.id(scope), scope, arns.role(instance.locationRole()));
    }

    private static String scope(String bucket) {
        return "s3://" + bucket + "/";
    }

    private Stream<RenderedGrants.Grant> grants(Department department, People.GrantsInstance instance) {
        return department.grants().stream()
                .flatMap(grant -> instance.grantees().stream()
                        .map(kind -> new RenderedGrants.Grant(
                                scope(dataSets.get(grant.dataSet()).bucket()),
                                grant.subPrefix(),
                                grant.object() ? Optional.of("Object") : Optional.empty(),
                                grantee(department, kind),
                                grant.access().name(),
                                Optional.empty())));
    }

    private RenderedGrants.Grantee grantee(Department department, People.Grantee kind) {
        return switch (kind) {
            case ROLE ->
                new RenderedGrants.Grantee("IAM", arns.role(department.role().name()));
            case GROUP -> new RenderedGrants.Grantee("DIRECTORY_GROUP", groupId(department));
        };
    }

    Optional<RenderedDirectory> directory() {
        return people.identityCenter()
                .map(center -> new RenderedDirectory(
                        center.identityStore(),
                        center.instance(),
                        people.users().stream().map(this::user).toList(),
                        people.departments().stream().map(this::group).toList(),
                        center.tokenIssuers().stream()
                                .map(issuer -> issuer(center, issuer))
                                .toList(),
                        List.of(application(center))));
    }

    private RenderedDirectory.User user(People.User user) {
        return new RenderedDirectory.User(userId(user.name()), user.name(), user.email(), user.displayName());
    }

    private RenderedDirectory.Group group(Department department) {
        return new RenderedDirectory.Group(
                groupId(department),
                department.group(),
                department.members().stream().map(this::userId).toList());
    }

    private String userId(String name) {
        return Arns.id(store() + "/user/" + name);
    }

    private String groupId(Department department) {
        return Arns.id(store() + "/group/" + department.group());
    }

    private String store() {
        return people.identityCenter().orElseThrow().identityStore();
    }

    private RenderedDirectory.TrustedTokenIssuer issuer(People.IdentityCenter center, People.TokenIssuer issuer) {
        return new RenderedDirectory.TrustedTokenIssuer(
                arns.tokenIssuer(center.instance(), issuer.name()),
                issuer.name(),
                issuer.issuer(),
                issuer.claim(),
                issuer.attribute());
    }

    private RenderedDirectory.Application application(People.IdentityCenter center) {
        var application = center.application();
        return new RenderedDirectory.Application(
                arns.application(center.instance(), application.name()),
                application.name(),
                application.audiences(),
                center.tokenIssuers().stream()
                        .map(issuer -> arns.tokenIssuer(center.instance(), issuer.name()))
                        .toList(),
                SCOPES,
                List.of(arns.role(application.clientRole().name())),
                false);
    }
}
