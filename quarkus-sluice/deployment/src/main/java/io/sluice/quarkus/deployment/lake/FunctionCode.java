package io.sluice.quarkus.deployment.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a function of the catalogue runs.
 *
 * @param zip as it is deployed to Lambda
 * @param handler of a function that is no {@code bootstrap}
 * @param environment beside that of the catalogue
 * @param built when, in milliseconds since 1970: a zip that was built anew is another code
 */
public record FunctionCode(Path zip, String handler, Map<String, String> environment, long built) {
    public FunctionCode {
        environment = Map.copyOf(environment);
    }

    public static FunctionCode of(Path zip, String handler, Map<String, String> environment) {
        try {
            return new FunctionCode(
                    zip, handler, environment, Files.getLastModifiedTime(zip).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isThere() {
        return Files.isRegularFile(zip);
    }
}
