package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The roles of applications and functions. What they may do with data comes from access points; their own policies hold what has no
 * resource policy to stand in: invoking what redacts, answering for it, writing logs.
 */
final class WorkRoles {
    static final Object VIEW_ACTIONS = List.of("s3-object-lambda:GetObject", "s3-object-lambda:ListBucket");
    private static final java.time.Duration MAX_SESSION = java.time.Duration.ofHours(1);

    private final Catalogue catalogue;
    private final Arns arns;

    WorkRoles(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.arns = arns;
    }

    RenderedRole render(Role role) {
        return new RenderedRole(role.name(), arns.role(role.name()), trust(arns, role), policies(role), MAX_SESSION);
    }

    static String trust(Arns arns, Role role) {
        return trust(arns, role, new Document());
    }

    /** The trust of services and principals, after what the document has already. */
    static String trust(Arns arns, Role role, Document document) {
        role.trustedServices().forEach(service -> document.add(serviceTrust(arns, role, service)));
        if (!role.trustedPrincipals().isEmpty()) {
            document.add(Document.statement(
                    "AssumeByPrincipals",
                    "Allow",
                    Map.of("AWS", role.trustedPrincipals()),
                    List.of("sts:AssumeRole", "sts:SetSourceIdentity")));
        }
        return document.json(Document.Kind.TRUST, "the trust policy of " + role.name())
                .orElseThrow(() -> new CatalogueException("nobody may assume " + role.name()
                        + "; write a trustedService or trustedPrincipals, or let people sign in to it"));
    }

    private static Map<String, Object> serviceTrust(Arns arns, Role role, TrustedService service) {
        var sid = role.trustedServices().size() == 1
                ? "RunApplication"
                : "RunOn" + Document.sid(service.name().toLowerCase(java.util.Locale.ROOT));
        var trust = Document.statement(sid, "Allow", Map.of("Service", service.principal()), "sts:AssumeRole");
        if (service.tellsSourceAccount()) {
            trust.put("Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", arns.account())));
        }
        return trust;
    }

    private Map<String, String> policies(Role role) {
        var policies = new LinkedHashMap<String, String>();
        catalogue.functions().stream()
                .filter(function -> function.role().equals(role))
                .forEach(function -> put(policies, "function-" + function.name(), run(function)));
        for (var view : catalogue.views()) {
            var consumes = view.consumers().stream()
                    .anyMatch(name -> catalogue.application(name).role().equals(role));
            if (consumes) {
                put(policies, "view-" + view.name(), read(view));
            }
        }
        int size = policies.values().stream()
                .mapToInt(Document.Kind.IDENTITY::size)
                .sum();
        if (size > Document.Kind.IDENTITY.limit()) {
            throw new CatalogueException("the policies of role " + role.name() + " would have " + size
                    + " bytes; IAM takes at most " + Document.Kind.IDENTITY.limit());
        }
        return policies;
    }

    private static void put(SequencedMap<String, String> policies, String name, Document document) {
        document.json(Document.Kind.IDENTITY, "the policy " + name).ifPresent(json -> policies.put(name, json));
    }

    private Document run(Function function) {
        var document = new Document()
                .add(Document.permission(
                        "WriteLogs",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        arns.logGroup(function.name())));
        function.deadLetterQueue()
                .ifPresent(queue -> document.add(
                        Document.permission("KeepWhatFailed", List.of("sqs:SendMessage"), arns.queue(queue))));
        var answers = catalogue.views().stream()
                .flatMap(view -> view.objectLambda().stream())
                .filter(point -> point.function().equals(function.name()))
                .map(point -> arns.objectLambda(point.accessPoint()))
                .sorted()
                .toList();
        if (!answers.isEmpty()) {
            document.add(Document.permission(
                    "AnswerForObjectLambda", List.of("s3-object-lambda:WriteGetObjectResponse"), answers));
        }
        return document;
    }

    private Document read(View view) {
        var document = new Document();
        view.objectLambda().ifPresent(point -> {
            document.add(Document.permission("ReadTheView", VIEW_ACTIONS, arns.objectLambda(point.accessPoint())));
            var invoke = Document.permission(
                    "RedactOnTheWay", List.of("lambda:InvokeFunction"), arns.function(point.function()));
            invoke.put("Condition", AccessPointRenderer.VIA_OBJECT_LAMBDA);
            document.add(invoke);
        });
        url(view).ifPresent(function -> {
            var call = Document.permission("CallTheUrl", List.of("lambda:InvokeFunctionUrl"), function);
            call.put("Condition", Map.of("StringEquals", Map.of("lambda:FunctionUrlAuthType", "AWS_IAM")));
            document.add(call);
            var invoke = Document.permission("InvokeThroughTheUrl", List.of("lambda:InvokeFunction"), function);
            invoke.put("Condition", Map.of("Bool", Map.of("lambda:InvokedViaFunctionUrl", "true")));
            document.add(invoke);
        });
        return document;
    }

    /** The function with a URL that runs under the role of who serves the view by HTTP. */
    private Optional<String> url(View view) {
        return view.http()
                .map(name -> catalogue.application(name).role())
                .flatMap(role -> catalogue.functions().stream()
                        .filter(function -> function.url() && function.role().equals(role))
                        .findFirst())
                .map(function -> arns.function(function.name()));
    }
}
