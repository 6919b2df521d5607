package io.sluice.redaction.door;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Map;

/**
 * As a function the service listens to nobody, whichever handler it is: Lambda's runtime asks for events, and a server would
 * only cost time at the start.
 */
public final class LambdaDefaults implements SmallRyeConfigBuilderCustomizer {
    /** Above application.properties, below system properties and the environment. A mere default gives way to Quarkus's own. */
    private static final int ORDINAL = 260;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (System.getenv("AWS_LAMBDA_RUNTIME_API") != null) {
            builder.withSources(
                    new PropertiesConfigSource(Map.of("quarkus.http.host-enabled", "false"), "Lambda", ORDINAL));
        }
    }
}
