package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lake.lambda.Configuration.Settable;
import io.sluice.lake.principals.Principals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads what a request says a function is to be, within the bounds of <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>. What this lake cannot do (images, layers,
 * file systems, a VPC, published versions) is refused and not left out.
 */
final class ConfigurationReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int LONGEST_TIMEOUT = 900;
    private static final int MEMORY = 128;
    private static final int MOST_MEMORY = 10_240;
    private static final int MOST_ENVIRONMENT = 4 * 1024;
    private static final int LONGEST_DESCRIPTION = 256;
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Reserved environment variables</a>. */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private static final List<String> NOT_HERE = List.of(
            "VpcConfig",
            "KMSKeyArn",
            "Layers",
            "FileSystemConfigs",
            "ImageConfig",
            "CodeSigningConfigArn",
            "CapacityProviderConfig",
            "DurableConfig",
            "TenancyConfig",
            "PublishTo");

    private final Principals principals;

    ConfigurationReader(Principals principals) {
        this.principals = principals;
    }

    Settable create(JsonNode request, Optional<Plan> plan) {
        refuseWhatIsNotHere(request);
        if (!request.path("PackageType").asText("Zip").equals("Zip")) {
            throw CodeStore.invalid("Only functions of PackageType Zip are part of this lake.");
        }
        var fresh = new Settable(
                role(required(request, "Role")),
                FunctionRuntime.of(required(request, "Runtime")),
                required(request, "Handler"),
                "",
                TIMEOUT,
                MEMORY,
                new TreeMap<>(),
                Optional.empty());
        return update(Planning.defaults(fresh, plan), request);
    }

    /** What a request says, and for the rest what was before. */
    Settable update(Settable before, JsonNode request) {
        refuseWhatIsNotHere(request);
        return new Settable(
                text(request, "Role").map(this::role).orElse(before.roleArn()),
                text(request, "Runtime").map(FunctionRuntime::of).orElse(before.runtime()),
                handler(text(request, "Handler").orElse(before.handler())),
                description(text(request, "Description").orElse(before.description())),
                Duration.ofSeconds(number(request, "Timeout", 1, LONGEST_TIMEOUT, (int)
                        before.timeout().toSeconds())),
                number(request, "MemorySize", MEMORY, MOST_MEMORY, before.memory()),
                request.has("Environment")
                        ? environment(request.get("Environment").path("Variables"))
                        : before.environment(),
                request.hasNonNull("DeadLetterConfig")
                        ? Destinations.deadLetter(text(request.get("DeadLetterConfig"), "TargetArn"))
                        : before.deadLetter());
    }

    private static void refuseWhatIsNotHere(JsonNode request) {
        for (var name : NOT_HERE) {
            if (isSaid(request.path(name))) {
                throw CodeStore.invalid(name + " is not part of this lake.");
            }
        }
        if (request.path("Publish").asBoolean(false)) {
            throw CodeStore.invalid("Published versions are not part of this lake: leave Publish out.");
        }
    }

    /** An SDK may send an empty one for none. */
    private static boolean isSaid(JsonNode value) {
        var nothing = value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
        return !nothing && !(value.isTextual() && value.textValue().isEmpty());
    }

    private String role(String arn) {
        return principals
                .role(arn)
                .filter(EnvironmentStarter::isTrusting)
                .map(_ -> arn)
                .orElseThrow(() -> CodeStore.invalid("The role defined for the function cannot be assumed by Lambda."));
    }

    private static String handler(String text) {
        if (!text.matches("\\S{1,128}")) {
            throw CodeStore.invalid("Handler must have 1 to 128 characters and no white space.");
        }
        return text;
    }

    private static String description(String text) {
        if (text.length() > LONGEST_DESCRIPTION) {
            throw CodeStore.invalid("Description must have " + LONGEST_DESCRIPTION + " characters at most.");
        }
        return text;
    }

    private static SortedMap<String, String> environment(JsonNode variables) {
        var all = new TreeMap<String, String>();
        var reserved = new ArrayList<String>();
        var size = 0;
        for (var each : variables.properties()) {
            if (!VARIABLE.matcher(each.getKey()).matches()
                    || !each.getValue().isTextual()
                    || each.getValue().textValue().indexOf('\0') >= 0) {
                throw CodeStore.invalid("Not an environment variable: " + each.getKey());
            }
            if (RESERVED.contains(each.getKey())) {
                reserved.add(each.getKey());
            }
            all.put(each.getKey(), each.getValue().textValue());
            size += (each.getKey() + each.getValue().textValue()).getBytes(StandardCharsets.UTF_8).length;
        }
        if (!reserved.isEmpty()) {
            throw CodeStore.invalid(
                    "Lambda was unable to configure your environment variables because the environment variables you have provided contains"
                            + " reserved keys that are currently not supported for modification. Reserved keys used in this request: "
                            + String.join(", ", reserved));
        }
        if (size > MOST_ENVIRONMENT) {
            throw CodeStore.invalid(
                    "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the"
                            + " 4KB limit.");
        }
        return all;
    }

    static String architecture(JsonNode request) {
        var architecture = request.path("Architectures").path(0).asText("x86_64");
        if (!Set.of("x86_64", "arm64").contains(architecture)) {
            throw CodeStore.invalid("Architectures must be x86_64 or arm64.");
        }
        return architecture;
    }

    /** The zip in a member {@code ZipFile}. */
    static byte[] zip(JsonNode code) {
        var text = text(code, "ZipFile")
                .orElseThrow(() -> CodeStore.invalid("The code of a function comes to this lake as ZipFile."));
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw CodeStore.invalid("ZipFile is not Base64.");
        }
    }

    static String required(JsonNode json, String name) {
        return text(json, name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> CodeStore.invalid(name + " is missing."));
    }

    static Optional<String> text(JsonNode json, String name) {
        var value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw CodeStore.invalid(name + " must be a text.");
        }
        return Optional.of(value.textValue());
    }

    static int number(JsonNode json, String name, int least, int most, int otherwise) {
        var value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw CodeStore.invalid("Value '" + value.asText() + "' at '" + name
                    + "' failed to satisfy constraint: it must be a number from " + least + " to " + most + ".");
        }
        return value.intValue();
    }
}
