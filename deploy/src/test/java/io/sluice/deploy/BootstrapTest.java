package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/bootstrap} before a recorder in place of the AWS CLI ({@link RecordedAws}). */
@NeedsNode
class BootstrapTest {
    private static final String APPLICATION =
            "arn:aws:sso::111122223333:application/ssoins-7223b1a9c0d4e5f6/apl-0123456789abcdef";
    private static final String ISSUER = "arn:aws:sso::111122223333:trustedTokenIssuer/ssoins-7223b1a9c0d4e5f6/tti-1";

    @TempDir
    private Path folder;

    private RecordedAws aws;

    @BeforeEach
    void record() throws IOException {
        aws = new RecordedAws(folder);
        answer("cloudformation.describe-stacks", outputs());
        answer("sso-admin.list-trusted-token-issuers", "None\n");
        answer("sso-admin.create-trusted-token-issuer", ISSUER + "\n");
    }

    /** The outputs of the stack as the CLI prints them, from the template itself. */
    private static String outputs() {
        var template = Synthesized.template(Choices.DEFAULT, "sluice-sign-in");
        return template.path("Outputs").properties().stream()
                .map(output -> output.getKey() + "\t"
                        + value(template, output.getValue().path("Value")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String value(JsonNode template, JsonNode value) {
        return value.has("Fn::GetAtt")
                ? APPLICATION
                : Synthesized.resolved(template, value).asText();
    }

    private void answer(String call, String text) throws IOException {
        aws.answer(call, text);
    }

    private RecordedAws.Run run(String... arguments) throws IOException, InterruptedException {
        return aws.run(Path.of("bootstrap"), Map.of(), arguments);
    }

    private List<String> calls() throws IOException {
        return aws.calls();
    }

    /** The names of the calls that change something. */
    private List<String> changes() throws IOException {
        return calls().stream()
                .map(call -> call.split("\t", 2)[0])
                .filter(call -> !call.contains("describe") && !call.contains("list"))
                .toList();
    }

    /** What follows an option of the only call of this name. */
    private String option(String call, String option) throws IOException {
        var words = calls().stream()
                .filter(line -> line.startsWith("sso-admin " + call + "\t"))
                .map(line -> List.of(line.split("\t", -1)))
                .findFirst()
                .orElseThrow();
        return words.get(words.indexOf(option) + 1);
    }

    @Test
    void createsWhatCloudFormationHasNoTypeFor() throws IOException, InterruptedException {
        var run = run("create");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("TrustedTokenIssuerArn " + ISSUER).contains("ApplicationArn " + APPLICATION);
        assertThat(changes())
                .containsExactly(
                        "sso-admin create-trusted-token-issuer",
                        "sso-admin put-application-grant",
                        "sso-admin put-application-authentication-method",
                        "sso-admin put-application-access-scope",
                        "sso-admin put-application-assignment-configuration");
        assertThat(option("create-trusted-token-issuer", "--name")).isEqualTo("S3AccessGrantsIssuer");
        assertThat(Synthesized.json(option("create-trusted-token-issuer", "--trusted-token-issuer-configuration")))
                .isEqualTo(Synthesized.json("""
                        {"OidcJwtConfiguration": {"IssuerUrl": "https://id.shopfast.example", "ClaimAttributePath": "email",
                         "IdentityStoreAttributePath": "emails.value", "JwksRetrievalOption": "OPEN_ID_DISCOVERY"}}"""));
    }

    @Test
    void letsTheBrokersRoleAloneExchangeTokensOfItsAudiences() throws IOException, InterruptedException {
        run("create");

        assertThat(Synthesized.json(option("put-application-grant", "--grant")))
                .isEqualTo(Synthesized.json("""
                {"JwtBearer": {"AuthorizedTokenIssuers": [{"TrustedTokenIssuerArn": "%s",
                 "AuthorizedAudiences": ["grants-broker", "sluice-cli"]}]}}""".formatted(ISSUER)));
        assertThat(Synthesized.json(option("put-application-authentication-method", "--authentication-method")))
                .isEqualTo(Synthesized.json("""
                        {"Iam": {"ActorPolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Principal": {"AWS": "arn:aws:iam::111122223333:role/grantsBrokerRole"},
                         "Action": "sso-oauth:CreateTokenWithIAM", "Resource": "%s"}]}}}""".formatted(APPLICATION)));
        assertThat(option("put-application-access-scope", "--scope")).isEqualTo("s3:access_grants:read_write");
    }

    @Test
    void createsNoSecondIssuerWhenItRunsAgain() throws IOException, InterruptedException {
        answer("sso-admin.list-trusted-token-issuers", ISSUER + "\n");
        answer("sso-admin.describe-trusted-token-issuer", "https://id.shopfast.example\n");

        var run = run("update");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(changes())
                .contains("sso-admin update-trusted-token-issuer")
                .doesNotContain("sso-admin create-trusted-token-issuer");
    }

    @Test
    void changesNothingWhereAnIssuerHasAnotherUrl() throws IOException, InterruptedException {
        answer("sso-admin.list-trusted-token-issuers", ISSUER + "\n");
        answer("sso-admin.describe-trusted-token-issuer", "https://elsewhere.example\n");

        var run = run("update");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("run delete, then create");
        assertThat(changes()).isEmpty();
    }

    @Test
    void deletesAllOfIt() throws IOException, InterruptedException {
        answer("sso-admin.list-trusted-token-issuers", ISSUER + "\n");

        var run = run("delete");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(changes())
                .containsExactly(
                        "sso-admin delete-application-access-scope",
                        "sso-admin delete-application-authentication-method",
                        "sso-admin delete-application-grant",
                        "sso-admin delete-trusted-token-issuer");
    }

    @Test
    void takesWhatIsNotThereAnyMoreForDeleted() throws IOException, InterruptedException {
        answer("sso-admin.delete-application-grant.refused", "An error occurred (ResourceNotFoundException)\n");
        answer("sso-admin.delete-application-access-scope.refused", "An error occurred (ResourceNotFoundException)\n");

        assertThat(run("delete").exit()).isZero();
        assertThat(changes()).doesNotContain("sso-admin delete-trusted-token-issuer");
    }

    @Test
    void stopsWhereAwsRefuses() throws IOException, InterruptedException {
        answer("sso-admin.delete-application-grant.refused", "An error occurred (AccessDeniedException)\n");

        var run = run("delete");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("AccessDeniedException");
    }

    @Test
    void saysWhatToDoWithoutTheStack() throws IOException, InterruptedException {
        answer("cloudformation.describe-stacks.refused", "Stack with id sluice-sign-in does not exist\n");

        var run = run("create");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("deploy it first");
        assertThat(changes()).isEmpty();
    }

    @Test
    void namesGroupsAsTheTemplatesDo() throws IOException, InterruptedException {
        answer("identitystore.get-group-id", "4a5b\n");

        var run = run("groups", "d-9067a1b2c3", "customer-support", "sales");

        assertThat(run.output()).isEqualTo("CustomerSupportGroupId=4a5b\nSalesGroupId=4a5b\n");
        assertThat(Synthesized.template(Choices.DEFAULT, "sluice-grants")
                        .path("Parameters")
                        .fieldNames())
                .toIterable()
                .contains("CustomerSupportGroupId", "SalesGroupId");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException, InterruptedException {
        assertThat(run("destroy").exit()).isEqualTo(2);
        assertThat(run().exit()).isEqualTo(2);
    }
}
