package io.sluice.quarkus.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What can be set of the lake of dev mode and tests. */
@ConfigMapping(prefix = "quarkus.sluice.devservices")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface LakeConfig {
    /** Whether a lake is started. It is not, either, where {@code aws.endpoint.url} or {@code quarkus.s3.endpoint-override} is set. */
    @WithDefault("true")
    boolean enabled();

    /** The access catalogue, a file or folder; relative to the module. Without it, the nearest {@code catalogue.yaml} upwards of the module. */
    Optional<Path> catalogue();

    /** The role of the catalogue that the application has. Without it, that of the catalogue's application called like this one. */
    Optional<String> role();

    /** The loopback port; 0 takes a free one. */
    @WithDefault("0")
    int port();

    /** Whether applications in dev mode with the same catalogue share one lake. Tests never do. */
    @WithDefault("true")
    boolean shared();

    /** Where shared lakes are kept. Without it, {@code .sluice/dev} in the user's home. */
    Optional<Path> folder();

    /** The code of the catalogue's functions, by name; one without is not deployed. */
    Map<String, FunctionConfig> functions();

    /** The OIDC provider that is started beside the lake for an application that signs people in. */
    SignIn signIn();

    /** What a function of the catalogue runs. */
    interface FunctionConfig {
        /** The zip as it is deployed to Lambda; relative to the module. */
        Path zip();

        /** Whether nothing starts without the zip. Where this is false and the zip was not built, the function is not deployed. */
        @WithDefault("true")
        boolean required();

        /** The Java handler of a function that is no bootstrap. */
        @WithDefault("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest")
        String handler();

        /** Environment variables beside those of the catalogue. */
        Map<String, String> environment();
    }

    /** What the provider is told of the application. */
    interface SignIn {
        /** Where people are sent when they have signed out. */
        @WithDefault("/")
        String signedOutPath();
    }
}
