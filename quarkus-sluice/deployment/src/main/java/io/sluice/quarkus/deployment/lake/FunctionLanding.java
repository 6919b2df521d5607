package io.sluice.quarkus.deployment.lake;

import io.sluice.catalogue.RenderedFunction;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Deploys the code of the catalogue's functions to the lake as it is deployed to AWS. */
final class FunctionLanding {
    private final LocalLake lake;

    FunctionLanding(LocalLake lake) {
        this.lake = lake;
    }

    void land(Map<String, FunctionCode> codes) throws IOException {
        if (codes.isEmpty()) {
            return;
        }
        try (var lambda = lambda()) {
            for (var function : lake.catalogue().functions()) {
                if (codes.containsKey(function.name())) {
                    land(lambda, function, codes.get(function.name()));
                }
            }
        }
    }

    private LambdaClient lambda() {
        var keys = lake.administrator();
        return LambdaClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private void land(LambdaClient lambda, RenderedFunction function, FunctionCode code) throws IOException {
        var settings = new HashMap<>(function.environment());
        settings.put("AWS_ENDPOINT_URL", lake.endpoint().toString());
        settings.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        settings.putAll(code.environment());
        var bytes = SdkBytes.fromByteArray(Files.readAllBytes(code.zip()));
        var runtime = runtime(code.zip());
        if (deployed(lambda, function.name())) {
            lambda.deleteFunction(r -> r.functionName(function.name()));
        }
        lambda.createFunction(r -> r.functionName(function.name())
                .role(function.roleArn())
                .runtime(runtime)
                .handler(code.handler())
                .timeout((int) function.timeout().toSeconds())
                .memorySize(function.memoryMegabytes())
                .environment(e -> e.variables(settings))
                .code(c -> c.zipFile(bytes)));
    }

    /** A lake that was started anew over the same folder still has it. */
    private static boolean deployed(LambdaClient lambda, String name) {
        return lambda.listFunctions().functions().stream()
                .anyMatch(each -> each.functionName().equals(name));
    }

    /** A native image is packed as {@code bootstrap}; everything else needs a JVM. */
    private static String runtime(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            return file.getEntry("bootstrap") == null ? "java25" : "provided.al2023";
        }
    }
}
