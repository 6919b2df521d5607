package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.iam.PolicyException;
import io.sluice.lake.access.RequestGate;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy of a function, which is made of single permissions: <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a>, RemovePermission, GetPolicy.
 */
final class Permissions {
    private final Functions functions;

    Permissions(Functions functions) {
        this.functions = functions;
    }

    LambdaAnswer add(FunctionReference function, JsonNode request, RequestGate gate) {
        var grant = Grant.of(request);
        var conditions = new HashMap<String, List<String>>();
        conditions.put("lambda:Principal", List.of(grant.principal()));
        grant.urlAuthType().ifPresent(type -> conditions.put("lambda:FunctionUrlAuthType", List.of(type)));
        gate.require(
                new ControlPermission(
                        "lambda:AddPermission",
                        functions.arn(function),
                        functions.place().account(),
                        conditions),
                functions.policy(function));
        var statement = add(function, grant, ConfigurationReader.text(request, "RevisionId"));
        return LambdaAnswer.json(201, Json.object().put("Statement", statement));
    }

    private String add(FunctionReference function, Grant grant, Optional<String> revision) {
        var statement = Json.text(grant.statement(functions.arn(function)));
        functions.store().update(function, functions.arn(function), before -> {
            check(before, revision);
            return before.with(added(before.policy(), grant.statementId(), statement));
        });
        return statement;
    }

    /** @throws AwsException where the statement cannot be added */
    static ResourcePolicy added(ResourcePolicy before, String statementId, String statement) {
        if (before.has(statementId)) {
            throw new AwsException(
                    ErrorCode.ResourceConflictException,
                    "The statement id (" + statementId
                            + ") provided already exists. Please provide a new statement id, or remove the"
                            + " existing statement.");
        }
        try {
            var after = before.with(statementId, statement);
            if (after.isTooLarge()) {
                throw new AwsException(ErrorCode.PolicyLengthExceededException);
            }
            return after;
        } catch (PolicyException e) {
            throw CodeStore.invalid("The permission is not one: " + e.getMessage());
        }
    }

    private static void check(FunctionState state, Optional<String> revision) {
        if (revision.filter(each -> !each.equals(revision(state))).isPresent()) {
            throw new AwsException(ErrorCode.PreconditionFailedException);
        }
    }

    private static String revision(FunctionState state) {
        return state.configuration().revisionId();
    }

    LambdaAnswer get(FunctionReference function) {
        var state = functions.require(function);
        if (state.policy().isEmpty()) {
            throw noPolicy();
        }
        return LambdaAnswer.json(
                200, Json.object().put("Policy", state.policy().text()).put("RevisionId", revision(state)));
    }

    private static AwsException noPolicy() {
        return new AwsException(
                ErrorCode.ResourceNotFoundException, "The resource you requested does not exist.", Map.of());
    }

    LambdaAnswer remove(FunctionReference function, LambdaCall call) {
        var statement = call.statement().orElseThrow();
        functions.store().update(function, functions.arn(function), before -> {
            check(before, call.query().nonEmpty("RevisionId"));
            if (!before.policy().has(statement)) {
                throw new AwsException(
                        ErrorCode.ResourceNotFoundException,
                        "Statement " + statement + " is not found in resource policy.");
            }
            return before.with(before.policy().without(statement));
        });
        return LambdaAnswer.empty(204);
    }
}
