package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lake.access.RequestGate;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Making, changing, telling and removing functions, and their reserved concurrency. */
final class Administration {
    private static final int PAGE = 50;
    private static final int MOST_RESERVED = 900;

    private final Functions functions;
    private final ConfigurationReader reader;

    Administration(Functions functions) {
        this.functions = functions;
        this.reader = new ConfigurationReader(functions.principals());
    }

    LambdaAnswer create(JsonNode request, RequestGate gate) {
        var function = FunctionReference.parse(
                ConfigurationReader.required(request, "FunctionName"), Optional.empty(), functions.place());
        gate.require(permission("lambda:CreateFunction", functions.arn(function)));
        if (functions.exists(function)) {
            throw new AwsException(ErrorCode.ResourceConflictException, "Function already exist: " + function.name());
        }
        var settable = reader.create(request, functions.plan(function));
        passRole(settable.roleArn(), gate);
        var code = functions
                .code()
                .put(ConfigurationReader.zip(request.path("Code")), ConfigurationReader.architecture(request));
        var configuration = new Configuration(
                function,
                functions.arn(function),
                InvokeRequest.newId(),
                functions.clock().instant(),
                code,
                settable);
        functions.store().add(FunctionState.of(configuration));
        functions.applyPlan(function);
        return LambdaAnswer.json(201, ConfigurationJson.of(configuration));
    }

    private ControlPermission permission(String action, String arn) {
        return new ControlPermission(action, arn, functions.place().account(), Map.of());
    }

    /** <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">Passing a role to a service</a>. */
    private void passRole(String roleArn, RequestGate gate) {
        gate.require(new ControlPermission(
                "iam:PassRole",
                roleArn,
                functions.place().account(),
                Map.of(
                        "iam:PassedToService", List.of("lambda.amazonaws.com"),
                        "iam:AssociatedResourceArn", List.of())));
    }

    LambdaAnswer get(FunctionReference function) {
        var state = functions.require(function);
        var json = Json.object();
        json.set("Configuration", ConfigurationJson.of(state.configuration()));
        json.putObject("Code")
                .put("RepositoryType", "S3")
                .put(
                        "Location",
                        functions
                                .code()
                                .zip(state.configuration().code())
                                .toUri()
                                .toString());
        state.reserved().ifPresent(count -> json.putObject("Concurrency").put("ReservedConcurrentExecutions", count));
        return LambdaAnswer.json(200, json);
    }

    LambdaAnswer configuration(FunctionReference function) {
        return LambdaAnswer.json(
                200, ConfigurationJson.of(functions.require(function).configuration()));
    }

    LambdaAnswer list(LambdaCall call) {
        int size =
                call.query().nonEmpty("MaxItems").map(Administration::pageSize).orElse(PAGE);
        var after = call.query().nonEmpty("Marker").orElse("");
        var rest = functions.store().all().stream()
                .filter(each -> each.function().name().compareTo(after) > 0)
                .toList();
        var json = Json.object();
        var list = json.putArray("Functions");
        rest.stream().limit(size).forEach(each -> list.add(ConfigurationJson.of(each.configuration())));
        if (rest.size() > size) {
            json.put("NextMarker", rest.get(size - 1).function().name());
        }
        return LambdaAnswer.json(200, json);
    }

    private static int pageSize(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 10_000) {
            throw CodeStore.invalid("MaxItems must be a number from 1 to 10000.");
        }
        return Math.min(PAGE, Integer.parseInt(text));
    }

    LambdaAnswer delete(FunctionReference function) {
        functions.require(function);
        functions.store().remove(function);
        functions.pool().forget(function);
        return LambdaAnswer.empty(204);
    }

    LambdaAnswer updateCode(FunctionReference function, JsonNode request) {
        var before = functions.require(function).configuration();
        checkRevision(before, request);
        var architecture = request.has("Architectures")
                ? ConfigurationReader.architecture(request)
                : before.code().architecture();
        var code = functions.code().put(ConfigurationReader.zip(request), architecture);
        if (request.path("DryRun").asBoolean(false)) {
            return LambdaAnswer.json(200, ConfigurationJson.of(changed(before, code, before.settable())));
        }
        return change(function, configuration -> changed(configuration, code, configuration.settable()));
    }

    LambdaAnswer updateConfiguration(FunctionReference function, JsonNode request, RequestGate gate) {
        var before = functions.require(function).configuration();
        checkRevision(before, request);
        var settable = reader.update(before.settable(), request);
        if (!settable.roleArn().equals(before.settable().roleArn())) {
            passRole(settable.roleArn(), gate);
        }
        return change(function, configuration -> changed(configuration, configuration.code(), settable));
    }

    private LambdaAnswer change(FunctionReference function, java.util.function.UnaryOperator<Configuration> change) {
        var state = functions
                .store()
                .update(function, functions.arn(function), before -> before.with(change.apply(before.configuration())));
        functions.pool().forget(function);
        return LambdaAnswer.json(200, ConfigurationJson.of(state.configuration()));
    }

    private Configuration changed(
            Configuration before, Configuration.CodePackage code, Configuration.Settable settable) {
        return new Configuration(
                before.function(),
                before.arn(),
                InvokeRequest.newId(),
                functions.clock().instant(),
                code,
                settable);
    }

    private static void checkRevision(Configuration before, JsonNode request) {
        if (request.hasNonNull("RevisionId")
                && !request.get("RevisionId").asText().equals(before.revisionId())) {
            throw new AwsException(ErrorCode.PreconditionFailedException);
        }
    }

    LambdaAnswer putConcurrency(FunctionReference function, JsonNode request) {
        var count = request.path("ReservedConcurrentExecutions");
        if (!count.isInt() || count.intValue() < 0 || count.intValue() > MOST_RESERVED) {
            throw CodeStore.invalid("ReservedConcurrentExecutions must be a number from 0 to " + MOST_RESERVED + ".");
        }
        functions
                .store()
                .update(
                        function,
                        functions.arn(function),
                        before -> before.withReserved(OptionalInt.of(count.intValue())));
        return LambdaAnswer.json(200, Json.object().put("ReservedConcurrentExecutions", count.intValue()));
    }

    LambdaAnswer concurrency(FunctionReference function) {
        var json = Json.object();
        functions.require(function).reserved().ifPresent(count -> json.put("ReservedConcurrentExecutions", count));
        return LambdaAnswer.json(200, json);
    }

    LambdaAnswer deleteConcurrency(FunctionReference function) {
        functions.store().update(function, functions.arn(function), before -> before.withReserved(OptionalInt.empty()));
        return LambdaAnswer.empty(204);
    }

    /** As {@code CodeSha256} tells it. */
    static String base64(String hex) {
        return Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(hex));
    }
}
