package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Views, as the document that the redactor reads and as Object Lambda access points that carry it as their payload. */
final class ViewRenderer {
    private final Catalogue catalogue;
    private final Arns arns;

    ViewRenderer(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.arns = arns;
    }

    /** ARNs of those who read a view. */
    static List<String> consumers(Catalogue catalogue, Arns arns, View view) {
        var applications = view.consumers().stream()
                .map(name -> arns.role(catalogue.application(name).role().name()));
        return Stream.concat(applications, view.readers().stream())
                .distinct()
                .sorted()
                .toList();
    }

    List<RenderedView> documents() {
        return catalogue.views().stream()
                .map(view -> new RenderedView(view.name(), document(view)))
                .toList();
    }

    private String document(View view) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", view.name());
        document.put("bucket", source(view));
        document.put("prefix", catalogue.dataSet(view.dataSet()).prefix());
        document.put("consumers", consumers(catalogue, arns, view));
        document.put("groups", groups(view));
        document.put("rules", view.rules().stream().map(ViewRenderer::rule).toList());
        return Document.write(document);
    }

    /** The access point of who serves it by HTTP; where nobody does, the one that the Object Lambda access point stands in front of. */
    private String source(View view) {
        return view.http()
                .map(name -> arns.accessPoint(catalogue.application(name).accessPoint()))
                .or(() -> view.objectLambda().map(point -> arns.accessPoint(point.supporting())))
                .orElseGet(() -> catalogue.dataSet(view.dataSet()).bucket());
    }

    private List<String> groups(View view) {
        return catalogue.people().departments().stream()
                .filter(department -> department.views().contains(view.name()))
                .map(Department::group)
                .sorted()
                .toList();
    }

    private static Map<String, Object> rule(Redaction rule) {
        var members = new LinkedHashMap<String, Object>();
        members.put("path", rule.path());
        switch (rule) {
            case Redaction.Omit _ -> members.put("verb", "omit");
            case Redaction.Mask mask -> {
                members.put("verb", "mask");
                members.put("keep", mask.keep());
            }
            case Redaction.Hash hash -> {
                members.put("verb", "hash");
                members.put("keyId", hash.keyId());
            }
            case Redaction.Round round -> {
                members.put("verb", "round");
                members.put("to", round.to());
            }
            case Redaction.Generalise generalise -> {
                members.put("verb", "generalise");
                members.put("to", generalise.to());
            }
        }
        return members;
    }

    List<RenderedObjectLambdaAccessPoint> objectLambdaAccessPoints() {
        return catalogue.views().stream()
                .flatMap(view -> view.objectLambda().stream().map(point -> objectLambda(view, point)))
                .toList();
    }

    private RenderedObjectLambdaAccessPoint objectLambda(View view, View.ObjectLambda point) {
        return new RenderedObjectLambdaAccessPoint(
                point.accessPoint(),
                arns.objectLambda(point.accessPoint()),
                arns.accessPoint(point.supporting()),
                point.features(),
                point.operations(),
                arns.function(point.function()),
                Optional.of(document(view)),
                policy(view, point));
    }

    /** Roles of the catalogue have the permission in a policy of their own; others have it here. */
    private Optional<String> policy(View view, View.ObjectLambda point) {
        var document = new Document();
        if (!view.readers().isEmpty()) {
            var read = Document.statement(
                    "ReadersOf" + Document.sid(view.name()),
                    "Allow",
                    Map.of("AWS", view.readers().stream().sorted().toList()),
                    WorkRoles.VIEW_ACTIONS);
            read.put("Resource", arns.objectLambda(point.accessPoint()));
            document.add(read);
        }
        return document.json(Document.Kind.RESOURCE, "the policy of Object Lambda access point " + point.accessPoint());
    }
}
