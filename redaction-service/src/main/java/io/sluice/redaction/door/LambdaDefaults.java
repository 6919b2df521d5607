package io.sluice.redaction.door;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * As a function the service listens to nobody, whichever handler it is: Lambda's runtime asks for events, and a server would
 * only cost time at the start.
 */
public final class LambdaDefaults implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        boolean function = System.getenv("AWS_LAMBDA_RUNTIME_API") != null;
        builder.withDefaultValue("quarkus.http.host-enabled", String.valueOf(!function));
    }
}
