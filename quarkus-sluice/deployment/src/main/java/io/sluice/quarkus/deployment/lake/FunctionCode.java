package io.sluice.quarkus.deployment.lake;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a function of the catalogue runs.
 *
 * @param zip as it is deployed to Lambda
 * @param handler of a function that is no {@code bootstrap}
 * @param environment beside that of the catalogue
 */
public record FunctionCode(Path zip, String handler, Map<String, String> environment) {
    public FunctionCode {
        environment = Map.copyOf(environment);
    }
}
