package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What runs a function's code. From <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda runtimes</a>, those
 * that this project deploys with. Java is that of the lake itself, whichever of the two is asked for.
 */
enum FunctionRuntime {
    PROVIDED("provided.al2023"),
    JAVA_25("java25"),
    JAVA_21("java21");

    private final String identifier;

    FunctionRuntime(String identifier) {
        this.identifier = identifier;
    }

    String identifier() {
        return identifier;
    }

    /** @throws AwsException {@code InvalidParameterValueException} */
    static FunctionRuntime of(String identifier) {
        return Arrays.stream(values())
                .filter(runtime -> runtime.identifier.equals(identifier))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidParameterValueException,
                        "Value " + identifier
                                + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                                + Arrays.stream(values())
                                        .map(FunctionRuntime::identifier)
                                        .collect(Collectors.joining(", ", "[", "]"))
                                + " or be a valid ARN"));
    }
}
