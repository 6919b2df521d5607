package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    static final String SOUND = """
            account: "111122223333"
            region: us-east-1
            bucket: {name: lake, tls: optional}
            dataSets:
              - {name: events, prefix: events/, owner: o, classification: internal}
              - {name: users, prefix: users/, owner: o, classification: internal}
              - {name: archive, prefix: users-archive/, owner: o, classification: internal}
            applications:
              - {name: consumer, role: consumer, trustedService: lambda.amazonaws.com, accessPoint: consumer, dataSets: {events: [write]}}
              - {name: redactor, role: redactor, trustedService: ec2.amazonaws.com, accessPoint: redactor, dataSets: {events: [read]}}
            functions:
              - {name: redact, role: redact}
            views:
              - name: shield
                dataSet: events
                consumers: [consumer]
                rules: [{path: $..price}]
                http: redactor
                objectLambda: {accessPoint: shield, supporting: consumer, function: redact, operations: [GetObject]}
            grants: {locationRole: location, grantees: [role]}
            departments:
              - {name: support, role: support, trustedPrincipals: ["arn:aws:iam::111122223333:root"], grants: [{dataSet: users, permissions: [read]}], views: [shield]}
            """;

    @TempDir
    private Path folder;

    @Test
    void isContentWithTheDemoSinceItsLooseSubPrefixesAreAccepted() {
        var run = Run.of("check");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("accepted (10) loose-sub-prefix until 2030-12-31: The grants of the source system")
                .contains("nothing that is not accepted");
    }

    @Test
    void findsNothingInASoundCatalogue() throws IOException {
        var run = check(SOUND);

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).isEqualTo("nothing that is not accepted" + System.lineSeparator());
    }

    /** Each makes one mistake in a sound catalogue. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dataSets: {events: [write]} | dataSets: {events: [write, read]} | redacted-data-raw: consumer is given events by view shield and reads it raw by access point consumer",
                "[{dataSet: users, permissions: [read]}] | [{dataSet: events, permissions: [read]}] | redacted-data-raw: support is given events by view shield and reads it raw by grant s3://lake/events/* READ",
                "{dataSet: users, permissions | {dataSet: users, subPrefix: users*, permissions | grant-over-data-set: the grant s3://lake/users* also covers users-archive/ of data set archive",
                "{dataSet: users, permissions | {dataSet: users, subPrefix: users*, permissions | loose-sub-prefix: \"users*\" matches by character",
                "trustedPrincipals: [\"arn:aws:iam::111122223333:root\"] | trustedPrincipals: [\"arn:aws:iam::444455556666:root\"] | cross-account-access: ",
                "dataSets: {events: [read]}} | dataSets: {events: [read]}}\\n  - {name: idle, role: idle, trustedService: ec2.amazonaws.com, accessPoint: idle, dataSets: {}} | unused-role: the role idle can do nothing and runs nothing",
                "name: events, prefix: events/, | name: events, fields: {email: restricted}, prefix: events/, | unredacted-field: the restricted field email of events leaves view shield"
            })
    void findsAMistakeAndItsLine(String before, String after, String finding) throws IOException {
        assertThat(SOUND).contains(before);

        var run = check(SOUND.replace(before, after.replace("\\n", "\n")));

        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        assertThat(run.out().lines()).anyMatch(line -> line.contains(finding) && line.startsWith("catalogue.yaml:"));
    }

    @Test
    void acceptsAFindingUntilItsExceptionEnds() throws IOException {
        var loose =
                SOUND.replace("{dataSet: users, permissions", "{dataSet: users, subPrefix: users*, permissions") + """
                exceptions:
                  - {finding: loose-sub-prefix, subject: "support users*", reason: until the archive has moved, expires: "2027-03-31"}
                  - {finding: grant-over-data-set, subject: "*", reason: until the archive has moved, expires: "2027-03-31"}
                """;

        var before = check(loose, "--today", "2027-03-31");
        var after = check(loose, "--today", "2027-04-01");

        assertThat(before.exit()).as(before.out()).isZero();
        assertThat(after.exit()).isEqualTo(1);
        assertThat(after.out()).contains("loose-sub-prefix: ", "expired-exception: the exception for loose-sub-prefix");
    }

    @Test
    void doesNotAcceptAnotherFindingThanTheOneThatIsNamed() throws IOException {
        var other =
                SOUND.replace("{dataSet: users, permissions", "{dataSet: users, subPrefix: users*, permissions") + """
                exceptions:
                  - {finding: loose-sub-prefix, subject: "sales users*", reason: of another department, expires: "2099-03-31"}
                """;

        assertThat(check(other).out()).contains("loose-sub-prefix: ");
    }

    @Test
    void tellsProgramsFindingsAndQuotas() throws IOException {
        var answer = new JsonMapper().readTree(check(SOUND, "--json").out());

        assertThat(answer.get("findings")).isEmpty();
        assertThat(answer.get("quotas"))
                .anySatisfy(quota -> assertThat(quota.get("what").asText()).isEqualTo("access points"));
        assertThat(check(SOUND, "--quotas").out()).contains("access points: 2/10000");
    }

    @Test
    void refusesADayThatIsNone() throws IOException {
        assertThat(check(SOUND, "--today", "tomorrow").exit()).isEqualTo(2);
    }

    private Run check(String text, String... more) throws IOException {
        Files.writeString(folder.resolve("catalogue.yaml"), text);
        var arguments = new java.util.ArrayList<>(java.util.List.of("check", "--catalogue", folder.toString()));
        arguments.addAll(java.util.List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }
}
