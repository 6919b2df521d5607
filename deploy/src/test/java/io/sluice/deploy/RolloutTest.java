package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/stacks} before a recorder in place of the AWS CLI ({@link RecordedAws}), with the templates that are checked in. */
class RolloutTest {
    @TempDir
    private Path folder;

    private RecordedAws aws;

    @BeforeEach
    void record() throws IOException {
        aws = new RecordedAws(folder);
    }

    private RecordedAws.Run run(String... arguments) throws IOException, InterruptedException {
        var parameters =
                Map.of("SLUICE_PARAMETERS", folder.resolve("parameters").toString());
        return aws.run(Path.of("stacks"), parameters, arguments);
    }

    private List<String> calls(String start) throws IOException {
        return aws.calls().stream().filter(call -> call.startsWith(start)).toList();
    }

    private static List<String> all() throws IOException {
        return Files.readAllLines(Path.of("templates", "stacks"));
    }

    @Test
    void deploysEveryStackInItsOrder() throws IOException, InterruptedException {
        aws.answer(
                "cloudformation.describe-stacks",
                "InstanceArn\ti\nS3AccessGrantsApplicationArn\tarn/apl-1\nIssuer1Name\tn\nIssuer1Url\tu\n");
        aws.answer("sso-admin.list-trusted-token-issuers", "None\n");
        aws.answer("sso-admin.create-trusted-token-issuer", "arn\n");

        var run = run("deploy");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(calls("cloudformation deploy"))
                .extracting(call -> call.split("\t", -1)[2])
                .isEqualTo(all());
        assertThat(aws.calls().indexOf(calls("sso-admin put-application-grant").getFirst()))
                .as("what CloudFormation has no type for follows the roles")
                .isBetween(
                        aws.calls()
                                .indexOf(calls("cloudformation deploy\t--stack-name\tsluice-identity")
                                        .getFirst()),
                        aws.calls()
                                .indexOf(calls("cloudformation deploy\t--stack-name\tsluice-audit")
                                        .getFirst()));
    }

    @Test
    void givesAStackTheParametersThatItHas() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("parameters"), """
                CodeBucket=code
                CallersCidr=10.0.0.0/8
                sluice-broker.CallersCidr=192.168.0.0/16
                Unknown=no
                """);
        aws.answer("cloudformation.validate-template", "CodeBucket\tCallersCidr\n");

        run("deploy", "sluice-functions", "sluice-broker");

        assertThat(calls("cloudformation deploy\t--stack-name\tsluice-functions")
                        .getFirst())
                .endsWith("--parameter-overrides\tCodeBucket=code\tCallersCidr=10.0.0.0/8");
        assertThat(calls("cloudformation deploy\t--stack-name\tsluice-broker").getFirst())
                .endsWith("--parameter-overrides\tCodeBucket=code\tCallersCidr=192.168.0.0/16");
    }

    @Test
    void tellsTheRolesTheRealIdOfTheApplication() throws IOException, InterruptedException {
        aws.answer("cloudformation.validate-template", "IdentityCenterApplicationId\n");
        aws.answer("cloudformation.describe-stacks", "arn:aws:sso::111122223333:application/ssoins-1/apl-1\n");

        run("diff", "sluice-identity");

        assertThat(calls("cloudformation deploy").getFirst())
                .endsWith("--parameter-overrides\tIdentityCenterApplicationId=apl-1");
    }

    @Test
    void executesNothingForADiff() throws IOException, InterruptedException {
        assertThat(run("diff").exit()).isZero();
        assertThat(calls("cloudformation deploy"))
                .hasSameSizeAs(all())
                .allSatisfy(call -> assertThat(call).contains("--no-execute-changeset"));
        assertThat(calls("sso-admin")).isEmpty();
    }

    @Test
    void destroysInReverseOrderAndWaits() throws IOException, InterruptedException {
        aws.answer("cloudformation.describe-stacks.refused", "does not exist\n");

        assertThat(run("destroy").exit()).isZero();
        assertThat(calls("cloudformation delete-stack"))
                .extracting(call -> call.split("\t", -1)[2])
                .isEqualTo(all().reversed());
        assertThat(calls("cloudformation wait")).hasSameSizeAs(all());
    }

    @Test
    void stopsAtTheFirstStackThatAwsRefuses() throws IOException, InterruptedException {
        aws.answer("cloudformation.deploy.refused", "no\n");

        var run = run("deploy", "sluice-lake", "sluice-audit");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("the stack sluice-audit was not deployed");
        assertThat(calls("cloudformation deploy")).hasSize(1);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException, InterruptedException {
        assertThat(run("deploy", "sluice-lak").exit()).isEqualTo(2);
        assertThat(run("destroy", "sluice-lak").exit()).isEqualTo(2);
        assertThat(run("undo").exit()).isEqualTo(2);
        assertThat(run().exit()).isEqualTo(2);
        assertThat(aws.calls()).isEmpty();
    }
}
