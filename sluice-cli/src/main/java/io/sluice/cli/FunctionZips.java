package io.sluice.cli;

import io.sluice.catalogue.RenderedFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The catalogue's functions in the lake, from the same zips that are shipped to AWS: what a deployment does there. */
public final class FunctionZips {
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final Path home;
    private final Clients clients;

    /** The module whose zip a function of the catalogue runs, and what it is told. */
    private record Code(String module, Map<String, String> settings) {}

    FunctionZips(Path home, Clients clients) {
        this.home = home;
        this.clients = clients;
    }

    Story.Outcome deploy() throws IOException {
        var lake = clients.lake();
        var codes = Map.of(
                "inventory-consumer",
                new Code(
                        "inventory-consumer",
                        Map.of(
                                "SLUICE_INVENTORY_BUCKET", lake.accessPointAlias("lambda-consumer"),
                                "SLUICE_INVENTORY_VIEW", lake.objectLambdaAlias("data-shield"))),
                "redaction",
                new Code("redaction-service", Map.of("QUARKUS_LAMBDA_HANDLER", "object-lambda")),
                "redaction-http",
                new Code(
                        "redaction-service",
                        Map.of(
                                "QUARKUS_LAMBDA_HANDLER", "http",
                                "SLUICE_REDACTION_VIEWS", Views.json(lake),
                                "SLUICE_REDACTION_BUCKET", lake.accessPointAlias("redactor"))));
        try (var lambda = clients.lambda(clients.administrator())) {
            for (var function : lake.catalogue().functions()) {
                create(lambda, function, codes.get(function.name()));
            }
        }
        return Story.Outcome.good(lake.catalogue().functions().stream()
                .map(function -> "%-20s %s".formatted(function.name(), function.roleArn()))
                .collect(Collectors.joining("\n")));
    }

    private void create(LambdaClient lambda, RenderedFunction function, Code code) throws IOException {
        var zip = home.resolve(code.module()).resolve("target/function.zip");
        if (!Files.exists(zip)) {
            throw new IOException(zip + " is not built; run ./sluice build");
        }
        var settings = new HashMap<>(function.environment());
        settings.putAll(code.settings());
        settings.put("AWS_ENDPOINT_URL", clients.lake().endpoint().toString());
        settings.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        var runtime = runtime(zip);
        var bytes = SdkBytes.fromByteArray(Files.readAllBytes(zip));
        lambda.createFunction(r -> r.functionName(function.name())
                .role(function.roleArn())
                .runtime(runtime)
                .handler(HANDLER)
                .timeout((int) function.timeout().toSeconds())
                .memorySize(function.memoryMegabytes())
                .environment(e -> e.variables(settings))
                .code(c -> c.zipFile(bytes)));
    }

    /** A native image is packed as {@code bootstrap}; everything else needs a JVM. */
    public static String runtime(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            return file.getEntry("bootstrap") == null ? "java25" : "provided.al2023";
        }
    }
}
