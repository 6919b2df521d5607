package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Functions themselves: who may make and change them, what is refused, and that they outlive the lake. */
class AdministrationTest {
    private static final AwsCredentials BUILDER =
            AwsBasicCredentials.create("AKIABUILDER000000000", "builder-of-tests");
    private static final AwsCredentials INVOKER =
            AwsBasicCredentials.create("AKIAINVOKER000000000", "invoker-of-tests");
    private static final AwsCredentials NOBODY = AwsBasicCredentials.create("AKIANOBODY0000000000", "nobody-of-tests");
    private static final String PEOPLE = """
            [{"arn":"arn:aws:iam::111122223333:user/builder","accessKeyId":"AKIABUILDER000000000",
              "secretAccessKey":"builder-of-tests","policies":[{"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"lambda:*","Resource":"*"},
                {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::111122223333:role/redactionServiceRole",
                 "Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}}]}]},
             {"arn":"arn:aws:iam::111122223333:user/invoker","accessKeyId":"AKIAINVOKER000000000",
              "secretAccessKey":"invoker-of-tests","policies":[{"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:*:*:function:open"}]}]},
             {"arn":"arn:aws:iam::111122223333:user/nobody","accessKeyId":"AKIANOBODY0000000000",
              "secretAccessKey":"nobody-of-tests","policies":[]}]""";

    @TempDir
    static Path folder;

    private static LambdaLake lake;

    @BeforeAll
    static void start() throws IOException {
        lake = new LambdaLake(folder, LambdaOptions.DEFAULT, PEOPLE);
        lake.create("open");
        lake.create("closed");
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    private static String refusal(Runnable call) {
        return Refused.by(call);
    }

    /** The code of a refusal, and its text. */
    private static final class Refused {
        private Refused() {}

        static String by(Runnable call) {
            try {
                call.run();
                return "nothing was refused";
            } catch (LambdaException e) {
                return e.statusCode() + " " + e.awsErrorDetails().errorCode() + ": "
                        + e.awsErrorDetails().errorMessage();
            }
        }
    }

    private static void invoke(LambdaClient client, String function) {
        client.invoke(call -> call.functionName(function).payload(SdkBytes.fromUtf8String("1")));
    }

    @Test
    void identityPolicyAllowsOneFunctionAndNotAnother() {
        try (var client = lake.client(INVOKER)) {
            invoke(client, "open");

            assertThat(refusal(() -> invoke(client, "closed")))
                    .isEqualTo(
                            "403 AccessDeniedException: User: arn:aws:iam::111122223333:user/invoker is not authorized to perform:"
                                    + " lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:closed because no"
                                    + " identity-based policy allows the lambda:InvokeFunction action");
        }
    }

    @Test
    void permissionOfTheFunctionAllowsWhomItNamesUntilItIsRemoved() {
        lake.client()
                .addPermission(add -> add.functionName("closed")
                        .statementId("nobody")
                        .principal("arn:aws:iam::111122223333:user/nobody")
                        .action("lambda:InvokeFunction"));
        try (var client = lake.client(NOBODY)) {
            invoke(client, "closed");
            assertThat(refusal(() -> invoke(client, "open"))).startsWith("403 AccessDeniedException");

            assertThat(lake.client()
                            .getPolicy(get -> get.functionName("closed"))
                            .policy())
                    .contains("\"Sid\":\"nobody\"");
            lake.client()
                    .removePermission(remove -> remove.functionName("closed").statementId("nobody"));

            assertThat(refusal(() -> invoke(client, "closed"))).startsWith("403 AccessDeniedException");
        }
        assertThatThrownBy(() -> lake.client().getPolicy(get -> get.functionName("closed")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void roleMustBePassed() {
        try (var client = lake.client(BUILDER)) {
            assertThat(refusal(() ->
                            client.createFunction(LambdaLake.function("passed").build())))
                    .startsWith(
                            "403 AccessDeniedException: User: arn:aws:iam::111122223333:user/builder is not authorized to perform:"
                                    + " iam:PassRole on resource: " + LambdaLake.ROLE);

            var made = client.createFunction(LambdaLake.function("passed")
                    .role("arn:aws:iam::111122223333:role/redactionServiceRole")
                    .build());
            assertThat(made.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:passed");
        }
    }

    private static Arguments bad(String what, UnaryOperator<CreateFunctionRequest.Builder> change, String message) {
        return Arguments.of(what, change, message);
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                bad(
                        "a role of another service",
                        each -> each.role(LambdaLake.OTHER_ROLE),
                        "The role defined for the function cannot be assumed by Lambda."),
                bad(
                        "no zip",
                        each -> each.code(code -> code.zipFile(SdkBytes.fromUtf8String("no zip"))),
                        "Could not unzip uploaded file"),
                bad(
                        "a path out of the zip",
                        each -> each.code(code -> code.zipFile(LambdaLake.zipSlip())),
                        "Could not unzip uploaded file"),
                bad("an unknown runtime", each -> each.runtime("cobol"), "at 'runtime' failed to satisfy constraint"),
                bad("too little memory", each -> each.memorySize(64), "MemorySize"),
                bad("too long a timeout", each -> each.timeout(901), "Timeout"),
                bad(
                        "a reserved variable",
                        each -> each.environment(environment -> environment.variables(Map.of("AWS_REGION", "x"))),
                        "Reserved keys used in this request: AWS_REGION"),
                bad(
                        "too many variables",
                        each -> each.environment(environment -> environment.variables(Map.of("A1", "x".repeat(4096)))),
                        "exceeded the 4KB limit"),
                bad(
                        "a topic for dead letters",
                        each -> each.deadLetterConfig(queue -> queue.targetArn("arn:aws:sns:us-east-1:111122223333:t")),
                        "is none"),
                bad(
                        "a layer",
                        each -> each.layers("arn:aws:lambda:us-east-1:111122223333:layer:l:1"),
                        "Layers is not part of this lake"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void whatCannotBeAFunctionIsRefused(
            String what, UnaryOperator<CreateFunctionRequest.Builder> change, String message) {
        assertThat(refusal(() -> lake.client()
                        .createFunction(change.apply(LambdaLake.function("bad")).build())))
                .startsWith("400 InvalidParameterValueException")
                .contains(message);
        assertThatThrownBy(() -> lake.client().getFunction(get -> get.functionName("bad")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void nameIsTakenOnce() {
        assertThatThrownBy(() -> lake.create("open")).isInstanceOf(ResourceConflictException.class);
    }

    @Test
    void changeOfConfigurationIsSeenByTheNextInvocation() {
        lake.create("changing");
        lake.invoke("changing", "{}");

        lake.client()
                .updateFunctionConfiguration(update -> update.functionName("changing")
                        .environment(environment -> environment.variables(Map.of("SHELF", "8"))));

        assertThat(LambdaLake.text(lake.invoke("changing", "{\"do\":\"environment\"}")))
                .contains("\"SHELF\":\"8\"");
        assertThat(lake.client()
                        .getFunctionConfiguration(get -> get.functionName("changing"))
                        .environment()
                        .variables())
                .containsEntry("SHELF", "8");
    }

    @Test
    void deletedFunctionIsGone() {
        lake.create("short");

        lake.client().deleteFunction(delete -> delete.functionName("short"));

        assertThatThrownBy(() -> lake.invoke("short", "{}")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(lake.client().listFunctions().functions())
                .extracting(each -> each.functionName())
                .contains("open", "closed")
                .doesNotContain("short");
    }
}
