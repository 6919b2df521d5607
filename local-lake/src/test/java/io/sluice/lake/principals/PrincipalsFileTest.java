package io.sluice.lake.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrincipalsFileTest {
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00";
    private static final String VALID = """
            [
              {"arn": "arn:aws:iam::111122223333:user/analyst", "accessKeyId": "AKIAANALYST000000001", "secretAccessKey": "%1$s",
               "policies": [{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}]},
              {"arn": "arn:aws:iam::444455556666:user/team/partner", "accessKeyId": "AKIAPARTNER000000001", "secretAccessKey": "%1$s",
               "policies": ["{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Effect\\": \\"Deny\\", \\"Action\\": \\"*\\", \\"Resource\\": \\"*\\"}]}"]}
            ]""".formatted(SECRET);

    static List<Arguments> mistakes() {
        return List.of(
                mistake("\"arn\": \"arn:aws:iam::111122223333:user/analyst\",", "", "p.json: [0]: has no \"arn\""),
                mistake(
                        "\"arn\": \"arn:aws:iam::111122223333:user/analyst\"",
                        "\"arn\": 7",
                        "p.json: [0].arn: must be a text"),
                mistake(
                        "arn:aws:iam::111122223333:user/analyst",
                        "analyst",
                        "p.json: [0].arn: \"analyst\" is not the ARN of a user"),
                mistake(
                        "444455556666:user/team/partner",
                        "4444:user/partner",
                        "p.json: [1].arn: \"arn:aws:iam::4444:user/partner\" is not the ARN"),
                mistake(
                        "user/team/partner",
                        "role/team/reader",
                        "p.json: [1].arn: a role has no keys of its own, its sessions have; write arn:aws:sts::444455556666:assumed-role/reader/SESSION"),
                mistake(
                        "arn:aws:iam::111122223333:user/analyst",
                        "ec2.amazonaws.com",
                        "[0].arn: \"ec2.amazonaws.com\" is not the ARN"),
                mistake("\"accessKeyId\": \"AKIAPARTNER000000001\", ", "", "p.json: [1]: has no \"accessKeyId\""),
                mistake(
                        "AKIAPARTNER000000001",
                        "AKIA/PARTNER",
                        "[1].accessKeyId: must be up to 128 letters, digits and underscores"),
                mistake("AKIAPARTNER000000001", "", "[1].accessKeyId: must be up to 128"),
                mistake(
                        "AKIAPARTNER000000001",
                        "AKIAANALYST000000001",
                        "p.json: [1].accessKeyId: AKIAANALYST000000001 is already that of [0]"),
                mistake(
                        "\"secretAccessKey\": \"" + SECRET + "\",\n   \"policies\": [{",
                        "\"policies\": [{",
                        "p.json: [0]: has no \"secretAccessKey\""),
                mistake(
                        "\"secretAccessKey\": \"" + SECRET,
                        "\"secretAccessKey\": \"two words",
                        "[0].secretAccessKey: must be 1 to 256 printable characters without blanks"),
                mistake(
                        "\"secretAccessKey\"",
                        "\"secretAcessKey\"",
                        "p.json: [0].secretAcessKey: is not a member of a principal; there is accessKeyId, arn, policies, secretAccessKey"),
                mistake("\"policies\": [{\"Version\"", "\"policies\": {\"Version\"", "not JSON"),
                mistake(
                        "[{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}]",
                        "\"all\"",
                        "p.json: [0].policies: must be a list of policy documents"),
                mistake(
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}",
                        "1",
                        "p.json: [0].policies[0]: must be a policy document, as an object or as a text"),
                mistake("\"Effect\": \"Allow\"", "\"Effect\": \"Alow\"", "p.json: [0].policies[0]: "),
                mistake("s3:GetObject", "s3:GetObjekt", "did you mean s3:GetObject?"),
                mistake("\\\"Effect\\\": \\\"Deny\\\", ", "", "p.json: [1].policies[0]: "),
                mistake(
                        "arn:aws:iam::111122223333:user/analyst",
                        "arn:aws:iam::111122223333:root",
                        "[0].policies: the root user of an account may do everything in it"),
                mistake(
                        "\"arn\": \"arn:aws:iam::111122223333:user/analyst\"",
                        "\"arn\": \"arn:aws:iam::111122223333:user/analyst\", \"arn\": \"arn:aws:iam::111122223333:user/analyst\"",
                        "not JSON: Duplicate field 'arn'"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void refusesAMistakeWithFileIndexAndMember(String before, String after, String message) {
        assertThat(VALID).contains(before);

        assertThatThrownBy(() -> PrincipalsFile.parse(
                        "p.json",
                        VALID.replaceFirst(
                                java.util.regex.Pattern.quote(before),
                                java.util.regex.Matcher.quoteReplacement(after))))
                .isInstanceOf(PrincipalsFileException.class)
                .hasMessageStartingWith("p.json:")
                .hasMessageContaining(message)
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''        | must be a list of principals
            {}        | must be a list of principals
            [1]       | [0]: must be an object with accessKeyId, arn, policies, secretAccessKey
            [[]]      | [0]: must be an object
            [null]    | [0]: must be an object
            [         | p.json:1:
            [] []     | not JSON
            """)
    void refusesWhatIsNoListOfPrincipals(String json, String message) {
        assertThatThrownBy(() -> PrincipalsFile.parse("p.json", json))
                .isInstanceOf(PrincipalsFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsUsersOfAnyAccountWithTheirPolicies(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("team.json"), VALID);

        var users = PrincipalsFile.read(file);

        assertThat(users)
                .extracting(user -> user.principal().arn())
                .containsExactly(
                        "arn:aws:iam::111122223333:user/analyst", "arn:aws:iam::444455556666:user/team/partner");
        assertThat(users.getFirst().credentials()).isEqualTo(Credentials.longLived("AKIAANALYST000000001", SECRET));
        assertThat(users.getFirst().principal().uniqueId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(users)
                .flatExtracting(User::policies)
                .extracting(NamedPolicy::name)
                .containsExactly("user/analyst policies[0]", "user/team/partner policies[0]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "arn:aws:iam::444455556666:root, ROOT, 444455556666",
        "arn:aws:sts::111122223333:assumed-role/reader/session-1, ROLE_SESSION, AROA",
        "arn:aws:sts::111122223333:federated-user/alice, FEDERATED_USER, 111122223333:alice"
    })
    void readsOtherPrincipalsThanUsers(String arn, Principal.Kind kind, String uniqueId) {
        var users = PrincipalsFile.parse(
                "p.json", "[{\"arn\": \"" + arn + "\", \"accessKeyId\": \"AKIA1\", \"secretAccessKey\": \"s\"}]");

        assertThat(users.getFirst().principal().kind()).isEqualTo(kind);
        assertThat(users.getFirst().principal().uniqueId()).startsWith(uniqueId);
        assertThat(users.getFirst().policies()).isEmpty();
    }

    @Test
    void printsNoSecret() {
        assertThat(PrincipalsFile.parse("p.json", VALID).toString()).doesNotContain(SECRET);
    }

    private static Arguments mistake(String before, String after, String message) {
        return Arguments.of(before, after, message);
    }
}
