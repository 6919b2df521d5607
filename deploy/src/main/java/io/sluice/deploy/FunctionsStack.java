package io.sluice.deploy;

import io.sluice.catalogue.RenderedFunction;
import io.sluice.catalogue.RenderedFunction.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.lambda.CfnAlias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.CodeProperty;
import software.amazon.awscdk.services.lambda.CfnFunction.DeadLetterConfigProperty;
import software.amazon.awscdk.services.lambda.CfnFunction.EnvironmentProperty;
import software.amazon.awscdk.services.lambda.CfnFunction.LoggingConfigProperty;
import software.amazon.awscdk.services.lambda.CfnFunction.SnapStartProperty;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.CfnUrl;
import software.amazon.awscdk.services.lambda.CfnVersion;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.CfnQueuePolicy;

/**
 * The functions, each under its own role, with its log group, its alarms, and the queue that takes what it could not work on. Their code lies
 * in a bucket that the stack is told. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>, which needs a published version: events start the alias
 * {@code live}; a function URL and Object Lambda start the function itself, since that is what the catalogue's policies name.
 */
final class FunctionsStack extends CatalogueStack {
    private static final String LIVE = "live";
    private static final String DOOR = "Door";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    private static final int SECONDS_OF_FAILURES = 14 * 24 * 3600;

    private final CfnParameter bucket;
    private final CfnParameter architecture;
    private final CfnParameter days;
    private final Alarms alarms;
    private final Map<String, CfnQueue> queues = new HashMap<>();

    FunctionsStack(Blueprint blueprint) {
        super(blueprint, "sluice-functions", "The functions, with their logs, alarms and queues of failures");
        this.bucket = parameter("CodeBucket", "The bucket of the functions' zips, in this Region");
        this.architecture = parameter("Architecture", "What native images were built for", "x86_64");
        architecture.setAllowedValues(List.of("x86_64", "arm64"));
        this.days = parameter("LogRetentionDays", "How long logs are kept", "30");
        days.setType("Number");
        this.alarms = new Alarms(this);
        catalogue().functions().forEach(this::function);
    }

    /** What an event of a bucket starts. */
    static String startedByEvents(RenderedFunction function, Choices choices, Placeholders placeholders) {
        return placeholders.text(function.arn() + (isJvm(choices) ? ":" + LIVE : ""));
    }

    private static boolean isJvm(Choices choices) {
        return choices.code() == Choices.Code.JVM;
    }

    private void function(RenderedFunction function) {
        var id = LogicalIds.camel(function.name());
        var key = parameter(id + "Key", "The key of the zip of " + function.name() + "; a new one for new code");
        var resource = common(id, function, key);
        function.reservedConcurrency().ifPresent(resource::reservedConcurrentExecutions);
        function.deadLetterArn()
                .ifPresent(arn -> resource.deadLetterConfig(DeadLetterConfigProperty.builder()
                        .targetArn(queue(arn).getAttrArn())
                        .build()));
        if (isJvm(choices())) {
            resource.snapStart(
                    SnapStartProperty.builder().applyOn("PublishedVersions").build());
        }
        var created = resource.build();
        alarms(id, function);
        doors(id, function, created, key);
    }

    private CfnFunction.Builder common(String id, RenderedFunction function, CfnParameter key) {
        return CfnFunction.Builder.create(this, id)
                .functionName(function.name())
                .role(text(function.roleArn()))
                .runtime(isJvm(choices()) ? "java25" : "provided.al2023")
                .architectures(List.of(architecture.getValueAsString()))
                .handler(HANDLER)
                .code(CodeProperty.builder()
                        .s3Bucket(bucket.getValueAsString())
                        .s3Key(key.getValueAsString())
                        .build())
                .timeout(function.timeout().toSeconds())
                .memorySize(function.memoryMegabytes())
                .environment(environment(function))
                .loggingConfig(LoggingConfigProperty.builder()
                        .logGroup(logs(id, function).getRef())
                        .build());
    }

    private EnvironmentProperty environment(RenderedFunction function) {
        SequencedMap<String, String> variables = Environment.of(function, catalogue(), choices());
        variables.replaceAll((_, value) -> text(value));
        if (function.name().equals(Systems.INVENTORY) && !choices().objectLambda()) {
            view(function).ifPresent(url -> variables.put("SLUICE_INVENTORY_VIEW_URL", url));
        }
        return EnvironmentProperty.builder().variables(variables).build();
    }

    /** Where the function's view stands by HTTP; the address is AWS's to give. */
    private Optional<String> view(RenderedFunction reader) {
        boolean served = catalogue().functions().stream()
                .anyMatch(function -> function.name().equals(Systems.REDACTION_HTTP)
                        && function.urlAuthType().isPresent());
        return catalogue().views().stream()
                .filter(view -> served && view.document().contains('"' + reader.roleArn() + '"'))
                .findFirst()
                .map(view -> Fn.getAtt(LogicalIds.camel(Systems.REDACTION_HTTP) + DOOR, "FunctionUrl") + "views/"
                        + view.name());
    }

    private CfnLogGroup logs(String id, RenderedFunction function) {
        return CfnLogGroup.Builder.create(this, id + "Logs")
                .logGroupName("/aws/lambda/" + function.name())
                .retentionInDays(days.getValueAsNumber())
                .build();
    }

    private CfnQueue queue(String arn) {
        return queues.computeIfAbsent(arn, _ -> {
            var name = arn.substring(arn.lastIndexOf(':') + 1);
            var id = LogicalIds.camel(name);
            var queue = CfnQueue.Builder.create(this, id)
                    .queueName(name)
                    .sqsManagedSseEnabled(true)
                    .messageRetentionPeriod(SECONDS_OF_FAILURES)
                    .build();
            CfnQueuePolicy.Builder.create(this, id + "Policy")
                    .queues(List.of(queue.getRef()))
                    .policyDocument(Policies.document(List.of(Policies.onlyTls("sqs:*", queue.getAttrArn()))))
                    .build();
            var metric = new Alarms.Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", name));
            alarms.whileAny(id + "Alarm", "Events could not be worked on and wait in " + name, metric);
            return queue;
        });
    }

    private void alarms(String id, RenderedFunction function) {
        for (var metric : List.of("Errors", "Throttles")) {
            alarms.onAny(
                    id + metric,
                    metric + " of " + function.name(),
                    new Alarms.Metric("AWS/Lambda", metric, Map.of("FunctionName", function.name())));
        }
    }

    private void doors(String id, RenderedFunction function, CfnFunction created, CfnParameter key) {
        var started = isJvm(choices()) ? live(id, created, key) : created.getAttrArn();
        for (var permission : function.permissions()) {
            CfnPermission.Builder.create(this, id + "EventsOf" + source(permission))
                    .functionName(started)
                    .action(permission.action())
                    .principal(permission.principal())
                    .sourceArn(text(permission.sourceArn()))
                    .sourceAccount(text(permission.sourceAccount()))
                    .build();
        }
        function.urlAuthType().ifPresent(type -> {
            var url = CfnUrl.Builder.create(this, id + DOOR)
                    .targetFunctionArn(created.getAttrArn())
                    .authType(type)
                    .build();
            output(id + "Url", "Where " + function.name() + " answers, signed requests only", url.getAttrFunctionUrl());
        });
        if (function.name().equals(Systems.INVENTORY)) {
            output("LambdaConsumer", "The inventory consumer", text(function.arn()));
        }
    }

    private String source(Permission permission) {
        return bucketId(permission.sourceArn().substring(permission.sourceArn().lastIndexOf(':') + 1));
    }

    /** A version that is published anew whenever the code has a new key, and the alias that points at it. */
    private String live(String id, CfnFunction function, CfnParameter key) {
        var version = CfnVersion.Builder.create(this, id + "Version")
                .functionName(function.getRef())
                .description(key.getValueAsString())
                .build();
        return CfnAlias.Builder.create(this, id + "Live")
                .functionName(function.getRef())
                .functionVersion(version.getAttrVersion())
                .name(LIVE)
                .build()
                .getRef();
    }
}
