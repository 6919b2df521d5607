package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What a lake leaves to the next one with the same data, and what it must not leave. */
class RestartTest {
    @TempDir
    Path folder;

    @Test
    void functionsOutliveTheLakeAndItsProcessesDoNot() throws IOException {
        long pid;
        try (var lake = new LambdaLake(folder, LambdaOptions.DEFAULT)) {
            lake.create("kept");
            lake.client()
                    .putFunctionConcurrency(each -> each.functionName("kept").reservedConcurrentExecutions(2));
            pid = Long.parseLong(LambdaLake.text(lake.invoke("kept", "{\"do\":\"pid\"}")));
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();

        try (var lake = new LambdaLake(folder, LambdaOptions.DEFAULT)) {
            assertThat(LambdaLake.text(lake.invoke("kept", "1"))).isEqualTo("1");
            assertThat(lake.client()
                            .getFunctionConcurrency(each -> each.functionName("kept"))
                            .reservedConcurrentExecutions())
                    .isEqualTo(2);
        }
    }

    @Test
    void eventUnderWayIsTriedByTheNextLake() throws IOException {
        var file = folder.resolve("records");
        try (var lake = new LambdaLake(folder, LambdaOptions.DEFAULT)) {
            lake.create("sleeper");
            lake.client()
                    .invoke(call -> call.functionName("sleeper")
                            .invocationType(InvocationType.EVENT)
                            .payload(SdkBytes.fromUtf8String(
                                    "{\"do\":\"record-and-sleep\",\"file\":\"%s\",\"millis\":3000}".formatted(file))));
            LambdaLake.lines(file, 1);
        }

        try (var _ = new LambdaLake(folder, LambdaOptions.DEFAULT)) {
            assertThat(LambdaLake.lines(file, 2)).hasSize(2);
        }
    }

    @Test
    void functionOfTheCatalogueNeedsItsCodeOnly() throws IOException {
        try (var lake = new LambdaLake(folder, LambdaOptions.DEFAULT)) {
            lake.client()
                    .createFunction(create -> create.functionName("inventory-consumer")
                            .role(LambdaLake.ROLE)
                            .runtime(Runtime.PROVIDED_AL2023)
                            .handler("test")
                            .environment(environment -> environment.variables(Map.of(
                                    "TEST_RECORDS", folder.resolve("records").toString())))
                            .code(code -> code.zipFile(LambdaLake.zip())));

            var configuration = lake.client().getFunctionConfiguration(get -> get.functionName("inventory-consumer"));
            assertThat(configuration.memorySize()).isEqualTo(512);
            assertThat(configuration.timeout()).isEqualTo(60);
            assertThat(configuration.deadLetterConfig().targetArn()).endsWith(":inventory-consumer-dead-letters");
            assertThat(lake.client()
                            .getPolicy(get -> get.functionName("inventory-consumer"))
                            .policy())
                    .contains("s3.amazonaws.com");
            lake.s3()
                    .putObject(
                            put -> put.bucket(lake.lake().bucket()).key("inventory_event/dt=2026_11_22/1.json"),
                            software.amazon.awssdk.core.sync.RequestBody.fromString("{}"));
            assertThat(LambdaLake.lines(folder.resolve("records"), 1).getFirst())
                    .contains("inventory_event/dt%3D2026_11_22/1.json");
        }
    }

    @Test
    void functionOfTheCatalogueGetsItsUrl() throws IOException {
        try (var lake = new LambdaLake(folder, LambdaOptions.DEFAULT)) {
            lake.client()
                    .createFunction(LambdaLake.function("redaction-http")
                            .role("arn:aws:iam::111122223333:role/redactionServiceRole")
                            .build());

            var url = lake.client().getFunctionUrlConfig(get -> get.functionName("redaction-http"));
            assertThat(url.authType()).isEqualTo(FunctionUrlAuthType.AWS_IAM);
            assertThat(url.functionUrl()).matches("http://[a-z0-9]+\\.lambda-url\\.us-east-1\\.localhost:\\d+/");
        }
    }
}
