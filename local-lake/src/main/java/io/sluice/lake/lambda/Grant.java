package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * One permission for a function's policy. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a>.
 *
 * @param principal a service, an account, an ARN, or {@code *}
 * @param action {@code lambda:InvokeFunction}
 * @param only what it is limited to
 */
record Grant(String statementId, String principal, String action, Limits only) {
    /**
     * The conditions that can be asked for.
     *
     * @param urlAuthType {@code AWS_IAM} or {@code NONE}, for function URLs
     * @param viaUrl only through the function URL
     */
    record Limits(
            Optional<String> sourceArn,
            Optional<String> sourceAccount,
            Optional<String> organization,
            Optional<String> urlAuthType,
            boolean viaUrl) {
        Limits {
            Objects.requireNonNull(sourceArn);
            Objects.requireNonNull(sourceAccount);
            Objects.requireNonNull(organization);
            Objects.requireNonNull(urlAuthType);
        }
    }

    Grant {
        require(statementId, "[a-zA-Z0-9-_]{1,100}", "StatementId");
        require(principal, "\\S+", "Principal");
        require(action, "lambda:[*]|lambda:[a-zA-Z]+|[*]", "Action");
        only.sourceAccount().ifPresent(account -> require(account, "\\d{12}", "SourceAccount"));
        only.sourceArn().ifPresent(arn -> require(arn, "arn:aws:[a-zA-Z0-9-]+:[^:]*:[^:]*:.*", "SourceArn"));
        only.urlAuthType().ifPresent(type -> require(type, "NONE|AWS_IAM", "FunctionUrlAuthType"));
    }

    private static void require(String text, String pattern, String name) {
        if (!text.matches(pattern)) {
            throw CodeStore.invalid("Value '" + text + "' at '" + name
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
    }

    static Grant of(JsonNode request) {
        if (request.hasNonNull("EventSourceToken")) {
            throw CodeStore.invalid("EventSourceToken is for Alexa, which is not part of this lake.");
        }
        return new Grant(
                ConfigurationReader.required(request, "StatementId"),
                ConfigurationReader.required(request, "Principal"),
                ConfigurationReader.required(request, "Action"),
                new Limits(
                        ConfigurationReader.text(request, "SourceArn"),
                        ConfigurationReader.text(request, "SourceAccount"),
                        ConfigurationReader.text(request, "PrincipalOrgID"),
                        ConfigurationReader.text(request, "FunctionUrlAuthType"),
                        request.path("InvokedViaFunctionUrl").asBoolean(false)));
    }

    Optional<String> urlAuthType() {
        return only.urlAuthType();
    }

    /** The statement as AWS writes it. */
    ObjectNode statement(String functionArn) {
        var json = Json.object().put("Sid", statementId).put("Effect", "Allow");
        if (principal.equals("*")) {
            json.put("Principal", "*");
        } else if (principal.matches("\\d{12}")) {
            json.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else {
            json.putObject("Principal").put(principal.startsWith("arn:") ? "AWS" : "Service", principal);
        }
        json.put("Action", action).put("Resource", functionArn);
        conditions(json);
        return json;
    }

    private void conditions(ObjectNode json) {
        var all = Json.object();
        only.sourceAccount()
                .ifPresent(account -> all.withObjectProperty("StringEquals").put("AWS:SourceAccount", account));
        only.organization()
                .ifPresent(id -> all.withObjectProperty("StringEquals").put("aws:PrincipalOrgID", id));
        only.urlAuthType()
                .ifPresent(type -> all.withObjectProperty("StringEquals").put("lambda:FunctionUrlAuthType", type));
        only.sourceArn().ifPresent(arn -> all.withObjectProperty("ArnLike").put("AWS:SourceArn", arn));
        if (only.viaUrl()) {
            all.withObjectProperty("Bool").put("lambda:InvokedViaFunctionUrl", "true");
        }
        if (!all.isEmpty()) {
            json.set("Condition", all);
        }
    }
}
