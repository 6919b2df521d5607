package io.sluice.system.faults;

import io.sluice.cli.FunctionZips;
import io.sluice.system.LakeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The two functions of a shop, which whichever lake runs now runs in processes of their own. */
final class Functions {
    private final Supplier<LakeProcess> lake;
    private final Gates gates;

    Functions(Supplier<LakeProcess> lake, Gates gates) {
        this.lake = lake;
        this.gates = gates;
    }

    /** The processes that run them now. */
    Stream<ProcessHandle> processes() {
        return lake.get().handle().descendants();
    }

    void deploy() throws IOException {
        deploy(Map.of());
    }

    /** With these variables, such as those of a clock, which a function and what runs it share. */
    void deploy(Map<String, String> variables) throws IOException {
        var redaction = new HashMap<>(variables);
        redaction.put("QUARKUS_LAMBDA_HANDLER", "object-lambda");
        deploy("redaction", "redactionFunctionRole", "redaction-service", redaction);
        var inventory = new HashMap<>(variables);
        inventory.put("SLUICE_INVENTORY_BUCKET", gates.alias("lambda-consumer"));
        inventory.put("SLUICE_INVENTORY_VIEW", gates.shield());
        inventory.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        deploy("inventory-consumer", "inventoryConsumerRole", "inventory-consumer", inventory);
    }

    private void deploy(String name, String role, String module, Map<String, String> variables) throws IOException {
        var zip = Shop.HOME.resolve(module).resolve("target/function.zip");
        var runtime = FunctionZips.runtime(zip);
        var code = SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip));
        try (var lambda = lambda()) {
            lambda.createFunction(create -> create.functionName(name)
                    .role("arn:aws:iam::" + Gates.ACCOUNT + ":role/" + role)
                    .runtime(runtime)
                    .handler("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest")
                    .environment(environment -> environment.variables(variables))
                    .code(packed -> packed.zipFile(code)));
        }
    }

    /** What its schedule has the function do: look for what nobody has announced, and try again what failed. Whether it did. */
    boolean sweep() {
        try (var lambda = lambda()) {
            var answer = lambda.invoke(
                    call -> call.functionName("inventory-consumer").payload(SdkBytes.fromUtf8String("{}")));
            return answer.functionError() == null;
        } catch (SdkException busy) {
            // It is at work already, and has a reserved concurrency of one; or the fault is not over for it.
            return false;
        }
    }

    private LambdaClient lambda() {
        return LambdaClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(90)))
                .overrideConfiguration(c -> c.retryStrategy(retry -> retry.maxAttempts(2)))
                .endpointOverride(lake.get().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(lake.get().administrator()))
                .build();
    }

    /** Waits until the inventory function has run once, three minutes at most. */
    void awaitRun() {
        for (int tried = 0; !sweep() && tried < 6; tried++) {
            // An invocation waits for 30 s itself.
        }
    }
}
