package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedFunction.Permission;
import io.sluice.catalogue.RenderedFunction.Trigger;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions with who may start them, their URLs, and the events of buckets that do. */
final class FunctionReader {
    private final Reading reading;
    private final Map<String, List<Permission>> permissions = new LinkedHashMap<>();
    private final Map<String, String> urls = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    FunctionReader(Reading reading) {
        this.reading = reading;
    }

    List<RenderedFunction> functions() {
        reading.all("AWS::Lambda::Permission", this::permission);
        reading.all("AWS::Lambda::Url", url -> {
            var function = nameOf(url.property("TargetFunctionArn").text());
            reading.place("URL of " + function, url.where());
            urls.putIfAbsent(function, url.property("AuthType").text());
            return function;
        });
        reading.all("AWS::Lambda::EventInvokeConfig", configuration -> {
            var failure = configuration
                    .property("DestinationConfig")
                    .member("OnFailure")
                    .member("Destination");
            failure.optionalText()
                    .ifPresent(arn -> failures.put(
                            nameOf(configuration.property("FunctionName").text()), arn));
            return true;
        });
        var triggers = triggers();
        var functions = reading.all("AWS::Lambda::Function", function -> function(function, triggers));
        permissions.forEach((function, granted) -> {
            if (functions.stream().noneMatch(each -> each.name().equals(function))) {
                granted.forEach(permission -> reading.add(
                        Kind.MISSING,
                        reading.places().get("permission " + permission.statementId()),
                        "no template has the function " + function + " that this permission is for"));
            }
        });
        return functions;
    }

    /** {@code redaction} of a name, an ARN, or either with a version behind it. */
    static String nameOf(String reference) {
        return reference.replaceFirst("^(arn:aws:lambda:[^:]*:[^:]*:function:)?([^:]+)(:.*)?$", "$2");
    }

    /** Whatever a permission leaves out is empty here, and so differs from every one of the catalogue. */
    private boolean permission(Resource resource) {
        var function = nameOf(resource.property("FunctionName").text());
        var id = resource.stack() + " " + resource.logicalId();
        var account = resource.property("SourceAccount").optionalText();
        reading.place("permission " + id, resource.where());
        return permissions
                .computeIfAbsent(function, _ -> new ArrayList<>())
                .add(new Permission(
                        id,
                        resource.property("Principal").text(),
                        resource.property("Action").text(),
                        resource.property("SourceArn").optionalText().orElse(""),
                        account.orElse("")));
    }

    /** By the name of the function; one that names a version or an alias starts the same code. */
    private Map<String, List<Trigger>> triggers() {
        var all = new LinkedHashMap<String, List<Trigger>>();
        reading.of("AWS::S3::Bucket")
                .forEach(bucket -> reading.attempt(() -> {
                    bucket.property("NotificationConfiguration")
                            .member("LambdaConfigurations")
                            .elements()
                            .forEach(each -> all.computeIfAbsent(
                                            nameOf(each.member("Function").text()), _ -> new ArrayList<>())
                                    .add(trigger(bucket.ref(), each)));
                    return bucket;
                }));
        return all;
    }

    private static Trigger trigger(String bucket, Value configuration) {
        var prefix = "";
        var suffix = "";
        for (var rule :
                configuration.member("Filter").member("S3Key").member("Rules").elements()) {
            var value = rule.member("Value").text();
            switch (rule.member("Name").text()) {
                case "prefix" -> prefix = value;
                case "suffix" -> suffix = value;
                default -> throw new TemplateException(rule.where(), "a rule is for a prefix or a suffix");
            }
        }
        return new Trigger(bucket, List.of(configuration.member("Event").text()), prefix, suffix);
    }

    private RenderedFunction function(Resource function, Map<String, List<Trigger>> triggers) {
        var name = function.ref();
        var concurrency = function.property("ReservedConcurrentExecutions");
        reading.place("resource " + function.attribute("Arn"), function.where());
        reading.place("functions/" + name + ".json", function.where());
        return new RenderedFunction(
                name,
                function.attribute("Arn"),
                function.property("Role").text(),
                Duration.ofSeconds(function.property("Timeout").number()),
                function.property("MemorySize").number(),
                concurrency.isThere() ? OptionalInt.of(concurrency.number()) : OptionalInt.empty(),
                environment(function),
                permissions.getOrDefault(name, List.of()),
                Optional.ofNullable(urls.get(name)),
                triggers.getOrDefault(name, List.of()),
                function.property("DeadLetterConfig")
                        .member("TargetArn")
                        .optionalText()
                        .or(() -> Optional.ofNullable(failures.get(name))));
    }

    /** Only what is known without AWS; the catalogue's own variables always are. */
    private static SortedMap<String, String> environment(Resource function) {
        var all = new TreeMap<String, String>();
        function.property("Environment")
                .member("Variables")
                .node()
                .properties()
                .forEach(variable ->
                        all.put(variable.getKey(), variable.getValue().asText()));
        return all;
    }
}
