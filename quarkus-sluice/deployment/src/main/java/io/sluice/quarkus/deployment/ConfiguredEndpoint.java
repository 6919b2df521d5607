package io.sluice.quarkus.deployment;

import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the person has said where AWS is, the lake keeps out of the way. */
final class ConfiguredEndpoint {
    private ConfiguredEndpoint() {}

    /** The property that says so, and what it says. {@code AWS_ENDPOINT_URL} of the environment is {@code aws.endpoint.url}. */
    static Optional<String> find() {
        var config = ConfigProvider.getConfig();
        return Stream.of("aws.endpoint.url", "quarkus.s3.endpoint-override")
                .flatMap(name ->
                        config.getOptionalValue(name, String.class).map(value -> name + " is " + value).stream())
                .findFirst();
    }
}
