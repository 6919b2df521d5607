package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Invoking functions by the SDK, with real processes and a real Runtime API. */
class InvokeTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static LambdaLake lake;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, LambdaOptions.DEFAULT);
        lake.create("echo");
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    private static JsonNode json(String function, String event) throws IOException {
        return JSON.readTree(LambdaLake.text(lake.invoke(function, event)));
    }

    @Test
    void functionAnswersItsEvent() {
        var response = lake.invoke("echo", "{\"sku\":18981}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isNull();
        assertThat(LambdaLake.text(response)).isEqualTo("{\"sku\":18981}");
    }

    @Test
    void environmentIsUsedAgain() {
        var first = LambdaLake.text(lake.invoke("echo", "{\"do\":\"pid\"}"));

        assertThat(LambdaLake.text(lake.invoke("echo", "{\"do\":\"pid\"}"))).isEqualTo(first);
    }

    @Test
    void functionSeesLambdasVariablesAndItsOwnAndNoneOfTheLake() throws IOException {
        lake.client()
                .createFunction(LambdaLake.function("variables")
                        .environment(environment -> environment.variables(Map.of("SHELF", "7")))
                        .build());

        var seen = json("variables", "{\"do\":\"environment\"}");

        assertThat(seen.get("SHELF").asText()).isEqualTo("7");
        assertThat(seen.get("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("variables");
        assertThat(seen.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("512");
        assertThat(seen.get("AWS_REGION").asText()).isEqualTo("us-east-1");
        assertThat(seen.get("AWS_ENDPOINT_URL").asText())
                .isEqualTo(lake.endpoint().toString());
        assertThat(seen.get("AWS_ACCESS_KEY_ID").asText()).startsWith("ASIA");
        assertThat(seen.has("AWS_SESSION_TOKEN")).isTrue();
        assertThat(seen.has("JAVA_HOME")).isFalse();
        assertThat(seen.has("HOME")).isFalse();
    }

    @Test
    void runtimeIsToldOfTheInvocation() throws IOException {
        var headers = json("echo", "{\"do\":\"headers\"}");

        assertThat(headers.get("Lambda-Runtime-Invoked-Function-Arn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:echo");
        assertThat(headers.get("Lambda-Runtime-Deadline-Ms").asLong()).isGreaterThan(System.currentTimeMillis());
        assertThat(headers.get("Lambda-Runtime-Trace-Id").asText()).startsWith("Root=1-");
    }

    @Test
    void tailOfTheLogComesWithTheAnswer() {
        var response = lake.client()
                .invoke(call -> call.functionName("echo")
                        .logType(LogType.TAIL)
                        .payload(SdkBytes.fromUtf8String("{\"do\":\"log\",\"text\":\"counted 3 boxes\"}")));

        var log = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        assertThat(log)
                .containsSubsequence("START RequestId: ", "counted 3 boxes\n", "END RequestId: ", "REPORT RequestId: ");
    }

    @Test
    void errorOfTheHandlerIsTold() {
        var response = lake.invoke("echo", "{\"do\":\"error\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response)).contains("\"errorType\":\"Test.Error\"");
    }

    @ParameterizedTest(name = "exit status {0}")
    @CsvSource({"1, Runtime exited with error: exit status 1", "0, Runtime exited without providing a reason"})
    void endOfTheProcessIsToldAndTheNextOneFindsAnother(int status, String reason) {
        var response = lake.invoke("echo", "{\"do\":\"exit\",\"status\":%d}".formatted(status));

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response)).contains("\"errorType\":\"Runtime.ExitError\"", reason);
        assertThat(LambdaLake.text(lake.invoke("echo", "7"))).isEqualTo("7");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"init-error, Test.Init", "exit, Runtime.ExitError"})
    void functionThatDoesNotStartSaysWhy(String start, String type) {
        lake.client()
                .createFunction(LambdaLake.function("start-" + start)
                        .environment(environment -> environment.variables(Map.of("TEST_START", start)))
                        .build());

        var response = lake.invoke("start-" + start, "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response)).contains("\"errorType\":\"" + type + "\"");
    }

    @Test
    void functionThatTakesTooLongIsEnded() {
        lake.client().createFunction(LambdaLake.function("slow").timeout(1).build());
        var pid = Long.parseLong(LambdaLake.text(lake.invoke("slow", "{\"do\":\"pid\"}")));

        var response = lake.invoke("slow", "{\"do\":\"sleep\",\"millis\":600000}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response))
                .contains("\"errorType\":\"Sandbox.Timedout\"", "Task timed out after 1.00 seconds");
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void functionThatTakesTooMuchMemoryIsEnded() {
        lake.client()
                .createFunction(LambdaLake.function("hungry").memorySize(256).build());

        var response = lake.invoke("hungry", "{\"do\":\"fill\"}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response)).contains("\"errorType\":\"Runtime.OutOfMemory\"");
    }

    @Test
    void reservedConcurrencyBoundsInvocations() throws InterruptedException {
        lake.create("narrow");
        lake.client().putFunctionConcurrency(each -> each.functionName("narrow").reservedConcurrentExecutions(1));
        lake.invoke("narrow", "{}");
        var marker = folder.resolve("narrow");
        var first = Thread.ofVirtual()
                .start(() -> lake.invoke(
                        "narrow", "{\"do\":\"record-and-sleep\",\"file\":\"%s\",\"millis\":1500}".formatted(marker)));
        LambdaLake.lines(marker, 1);

        assertThatThrownBy(() -> lake.invoke("narrow", "{}"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(429);
                    assertThat(refusal.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
                });
        first.join();
        assertThat(LambdaLake.text(lake.invoke("narrow", "1"))).isEqualTo("1");
    }

    @Test
    void answerOverSixMegabytesIsAnError() {
        var response = lake.invoke("echo", "{\"do\":\"large\",\"bytes\":7000000}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaLake.text(response)).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void dryRunInvokesNothing() {
        var before = LambdaLake.text(lake.invoke("echo", "{\"do\":\"count\"}"));

        var response = lake.client().invoke(call -> call.functionName("echo").invocationType(InvocationType.DRY_RUN));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(LambdaLake.text(lake.invoke("echo", "{\"do\":\"count\"}")))
                .isEqualTo(Integer.toString(Integer.parseInt(before) + 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "absent | {} | ResourceNotFoundException",
                "echo | {\"a\": | InvalidRequestContentException",
                "echo | {\"a\":1,\"a\":2} | InvalidRequestContentException",
                "arn:aws:lambda:us-east-1:444455556666:function:echo | {} | ResourceNotFoundException",
                "echo:7 | {} | ResourceNotFoundException"
            })
    void whatCannotBeInvokedIsRefused(String function, String event, String code) {
        assertThatThrownBy(() -> lake.invoke(function, event))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    @Test
    void bootstrapThatMayNotBeExecutedIsAsWithAws() {
        lake.client()
                .createFunction(LambdaLake.function("no-bit")
                        .code(code -> code.zipFile(LambdaLake.zip(Map.of("bootstrap", "#!/bin/sh\n"), "rw-r--r--")))
                        .build());

        assertThat(LambdaLake.text(lake.invoke("no-bit", "{}")))
                .contains("Runtime.InvalidEntrypoint", "permission denied");
    }
}
