package io.sluice.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The access points of applications: each trusts one role, for its prefixes, and those who read a view through it, for as long as S3
 * Object Lambda asks for them
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-policies.html">IAM policies for Object Lambda access points</a>).
 */
final class AccessPointRenderer {
    static final Map<String, Object> VIA_OBJECT_LAMBDA =
            Map.of("ForAnyValue:StringEquals", Map.of("aws:CalledVia", List.of("s3-object-lambda.amazonaws.com")));

    private final Catalogue catalogue;
    private final Arns arns;
    private final Map<String, DataSet> dataSets;

    AccessPointRenderer(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.arns = arns;
        this.dataSets = catalogue.dataSetsByName();
    }

    /** What comes through the access point of an application. */
    static Stream<Permission> permissions(Catalogue catalogue, Application application) {
        var own = application.grants().values().stream().flatMap(Set::stream);
        return supported(catalogue, application).findAny().isPresent()
                ? Stream.concat(own, Stream.of(Permission.READ, Permission.LIST))
                : own;
    }

    /** The views that stand in front of the access point of an application, and that somebody reads. */
    private static Stream<View> supported(Catalogue catalogue, Application application) {
        return catalogue.views().stream()
                .filter(view -> view.objectLambda()
                        .filter(point -> point.supporting().equals(application.accessPoint()))
                        .isPresent())
                .filter(view -> !view.consumers().isEmpty() || !view.readers().isEmpty());
    }

    RenderedAccessPoint render(Application application) {
        var name = application.accessPoint();
        var document = new Document();
        application
                .grants()
                .forEach((dataSet, permissions) -> statements(application, dataSets.get(dataSet), permissions)
                        .forEach(document::add));
        supported(catalogue, application)
                .flatMap(view -> viewStatements(application, view))
                .forEach(document::add);
        return new RenderedAccessPoint(
                name,
                arns.accessPoint(name),
                application.bucket(),
                application.networkOrigin(),
                document.json(Document.Kind.RESOURCE, "the policy of access point " + name),
                PublicAccessBlock.ALL);
    }

    private Stream<Map<String, Object>> statements(
            Application application, DataSet dataSet, Set<Permission> permissions) {
        var principal = Map.of("AWS", arns.role(application.role().name()));
        var arn = arns.accessPoint(application.accessPoint());
        var statements = new ArrayList<Map<String, Object>>();
        if (permissions.stream().anyMatch(Permission::onObjects)) {
            var objects = Document.statement(
                    "ObjectsOf" + Document.sid(dataSet.name()),
                    "Allow",
                    principal,
                    Permission.actions(p -> p.onObjects() && permissions.contains(p)));
            objects.put("Resource", arn + "/object/" + dataSet.prefix() + "*");
            statements.add(objects);
        }
        if (permissions.contains(Permission.LIST)) {
            statements.add(list("ListOf" + Document.sid(dataSet.name()), principal, arn, dataSet.prefix()));
        }
        return statements.stream();
    }

    private static Map<String, Object> list(String sid, Object principal, String arn, String prefix) {
        var list = Document.statement(sid, "Allow", principal, Permission.LIST.action());
        list.put("Resource", arn);
        list.put("Condition", Map.of("StringLike", Map.of("s3:prefix", prefix + "*")));
        return list;
    }

    private Stream<Map<String, Object>> viewStatements(Application supporting, View view) {
        var prefix = catalogue.dataSet(view.dataSet()).prefix();
        var arn = arns.accessPoint(supporting.accessPoint());
        var principal = Map.of("AWS", ViewRenderer.consumers(catalogue, arns, view));
        var objects = Document.statement(
                "ObjectsFor" + Document.sid(view.name()), "Allow", principal, List.of(Permission.READ.action()));
        objects.put("Resource", arn + "/object/" + prefix + "*");
        objects.put("Condition", VIA_OBJECT_LAMBDA);
        var list = list("ListFor" + Document.sid(view.name()), principal, arn, prefix);
        var both = new LinkedHashMap<String, Object>();
        both.put("StringLike", Map.of("s3:prefix", prefix + "*"));
        both.putAll(VIA_OBJECT_LAMBDA);
        list.put("Condition", both);
        return Stream.of(objects, list);
    }
}
