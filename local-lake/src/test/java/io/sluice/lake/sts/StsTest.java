package io.sluice.lake.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.PrincipalsFile;
import io.sluice.lake.principals.Role;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.webidentity.TokenVerifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ROLES = "arn:aws:iam::111122223333:role/";
    private static final String READ =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";

    /** Who there is, besides the administrator; all but alice and root may assume what trusts their account. */
    private static final String USERS = """
            [{"arn": "arn:aws:iam::111122223333:user/alice", "accessKeyId": "alice", "secretAccessKey": "s"},
             {"arn": "arn:aws:iam::111122223333:user/bob", "accessKeyId": "bob", "secretAccessKey": "s", "policies": [%1$s]},
             {"arn": "arn:aws:iam::111122223333:user/denied", "accessKeyId": "denied", "secretAccessKey": "s", "policies": [%1$s, %2$s]},
             {"arn": "arn:aws:iam::444455556666:user/partner", "accessKeyId": "partner", "secretAccessKey": "s", "policies": [%1$s]},
             {"arn": "arn:aws:iam::444455556666:user/powerless", "accessKeyId": "powerless", "secretAccessKey": "s"},
             {"arn": "arn:aws:iam::777788889999:user/stranger", "accessKeyId": "stranger", "secretAccessKey": "s", "policies": [%1$s]},
             {"arn": "arn:aws:sts::111122223333:federated-user/fred", "accessKeyId": "fred", "secretAccessKey": "s"},
             {"arn": "arn:aws:iam::111122223333:root", "accessKeyId": "root", "secretAccessKey": "s"}]""".formatted(statement("Allow", "sts:*"), statement("Deny", "sts:AssumeRole"));

    @TempDir
    private static Path folder;

    private static ObjectStore store;
    private static Principals principals;
    private static Sts sts;

    @BeforeAll
    static void open() {
        store = ObjectStore.open(folder, Clock.systemUTC());
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        principals = Principals.builder("111122223333", store.settings(), MasterKey.random())
                .clock(clock)
                .users(PrincipalsFile.parse("p.json", USERS))
                .roles(roles())
                .build();
        sts = new Sts(
                principals,
                new Federation(List.of(), new TokenVerifier(Duration.ofSeconds(1), clock)),
                _ -> {
                    throw new AwsException(ErrorCode.ValidationError, "The context assertion is not valid.");
                },
                clock);
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
    }

    private static List<Role> roles() {
        var all = "\"sts:AssumeRole\", \"sts:TagSession\", \"sts:SetSourceIdentity\"";
        return List.of(
                role("by-name", "{\"AWS\": \"arn:aws:iam::111122223333:user/alice\"}", "\"sts:AssumeRole\"", ""),
                role("by-account", "{\"AWS\": \"arn:aws:iam::111122223333:root\"}", all, ""),
                role("for-partner", "{\"AWS\": \"444455556666\"}", "\"sts:AssumeRole\"", ""),
                role("for-ec2", "{\"Service\": \"ec2.amazonaws.com\"}", "\"sts:AssumeRole\"", ""),
                role(
                        "with-external-id",
                        "{\"AWS\": \"arn:aws:iam::111122223333:user/alice\"}",
                        "\"sts:AssumeRole\"",
                        ",\"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"contract-7\"}}"),
                role(
                        "named-after-the-user",
                        "{\"AWS\": \"arn:aws:iam::111122223333:user/alice\"}",
                        "\"sts:AssumeRole\"",
                        ",\"Condition\": {\"StringLike\": {\"sts:RoleSessionName\": \"${aws:username}\"}}"),
                role(
                        "tagged",
                        "{\"AWS\": \"arn:aws:iam::111122223333:user/alice\"}",
                        all,
                        ",\"Condition\": {\"StringEquals\": {\"aws:RequestTag/team\": [\"sales\", \"ops\"]}}"),
                role("chained", "{\"AWS\": \"" + ROLES + "by-account\"}", all, ""));
    }

    private static Role role(String name, String principal, String actions, String more) {
        var trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":[" + actions + "]" + more + "}]}";
        var document = new NamedPolicy("trust", PolicyDocument.parse(trust));
        return new Role(ROLES + name, document, Role.Policies.NONE, Duration.ofHours(2), Map.of());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "alice, arn:aws:iam::111122223333:user/alice, AIDA[A-Z2-7]{17}, 111122223333",
        "partner, arn:aws:iam::444455556666:user/partner, AIDA[A-Z2-7]{17}, 444455556666",
        "denied, arn:aws:iam::111122223333:user/denied, AIDA[A-Z2-7]{17}, 111122223333",
        "fred, arn:aws:sts::111122223333:federated-user/fred, 111122223333:fred, 111122223333",
        "root, arn:aws:iam::111122223333:root, 111122223333, 111122223333"
    })
    void tellsAnybodyWhoTheyAre(String user, String arn, String userId, String account) {
        var answer = call(user, "GetCallerIdentity");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(element(answer, "Arn")).isEqualTo(arn);
        assertThat(element(answer, "UserId")).matches(userId);
        assertThat(element(answer, "Account")).isEqualTo(account);
        assertThat(element(answer, "RequestId")).isEqualTo("request-1");
    }

    @Test
    void tellsASessionWhoItIs() {
        var credentials = assume("alice", "by-name");

        var answer = call(credentials.accessKeyId(), "GetCallerIdentity");

        assertThat(element(answer, "Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/by-name/session");
        assertThat(element(answer, "UserId")).matches("AROA[A-Z2-7]{17}:session");
    }

    @ParameterizedTest(name = "{0} assumes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    alice         | by-name      |
                    bob           | by-account   |
                    administrator | by-account   |
                    partner       | for-partner  |
                    bob           | by-name      | User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/by-name because no role trust policy allows the sts:AssumeRole action
                    administrator | by-name      | because no role trust policy allows the sts:AssumeRole action
                    alice         | by-account   | User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/by-account because no identity-based policy allows the sts:AssumeRole action
                    denied        | by-account   | with an explicit deny in an identity-based policy
                    partner       | by-account   | because no role trust policy allows the sts:AssumeRole action
                    powerless     | for-partner  | because no identity-based policy allows the sts:AssumeRole action
                    stranger      | for-partner  | because no role trust policy allows the sts:AssumeRole action
                    administrator | for-ec2      | because no role trust policy allows the sts:AssumeRole action
                    root          | by-account   | Roles may not be assumed by root accounts.
                    fred          | by-name      | because no role trust policy allows the sts:AssumeRole action
                    bob           | not-there    | User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/not-there
                    """)
    void asksTheTrustPolicyAndWhereItTrustsAnAccountTheCallersOwn(String user, String role, String refusal) {
        var answer = call(user, "AssumeRole", "RoleArn", ROLES + role, "RoleSessionName", "session");

        if (refusal == null) {
            assertThat(answer.status()).as(answer.xml()).isEqualTo(200);
        } else {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(element(answer, "Code")).isEqualTo("AccessDenied");
            assertThat(element(answer, "Message")).contains(refusal);
        }
    }

    @Test
    void givesCredentialsThatAreKnown() {
        var answer = call("alice", "AssumeRole", "RoleArn", ROLES + "by-name", "RoleSessionName", "session");

        var credentials = principals.credentials(element(answer, "AccessKeyId")).orElseThrow();
        assertThat(element(answer, "SecretAccessKey")).isEqualTo(credentials.secretAccessKey());
        assertThat(element(answer, "SessionToken"))
                .isEqualTo(credentials.session().orElseThrow().token());
        assertThat(element(answer, "Expiration")).isEqualTo("2026-11-21T11:00:00Z");
        assertThat(element(answer, "Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/by-name/session");
        assertThat(element(answer, "AssumedRoleId")).matches("AROA[A-Z2-7]{17}:session");
        assertThat(answer.xml()).doesNotContain("PackedPolicySize", "SourceIdentity");
        assertThat(answer.toString()).doesNotContain(credentials.secretAccessKey());
    }

    @ParameterizedTest(name = "external id {0}: {1}")
    @CsvSource({"contract-7, 200", "contract-8, 403", ", 403"})
    void asksForTheExternalId(String externalId, int status) {
        var answer = externalId == null
                ? call("alice", "AssumeRole", "RoleArn", ROLES + "with-external-id", "RoleSessionName", "session")
                : call(
                        "alice",
                        "AssumeRole",
                        "RoleArn",
                        ROLES + "with-external-id",
                        "RoleSessionName",
                        "session",
                        "ExternalId",
                        externalId);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "session {0}: {1}")
    @CsvSource({"alice, 200", "bob, 403"})
    void tellsTheTrustPolicyTheNameOfTheSession(String name, int status) {
        var answer = call("alice", "AssumeRole", "RoleArn", ROLES + "named-after-the-user", "RoleSessionName", name);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    RoleSessionName | x                  | Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2
                    RoleSessionName | a/b                | Value 'a/b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*
                    RoleSessionName | -                  | at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2
                    RoleArn         | arn:aws            | Value 'arn:aws' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20
                    RoleArn         | arn:aws:iam::111122223333:user/by-name | Request ARN is invalid
                    DurationSeconds | 899                | Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900
                    DurationSeconds | 43201              | Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200
                    DurationSeconds | 7201               | The requested DurationSeconds exceeds the MaxSessionDuration set for this role.
                    DurationSeconds | ten                | is not an integer
                    ExternalId      | x                  | at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2
                    SourceIdentity  | a b                | at 'sourceIdentity' failed to satisfy constraint: Member must satisfy
                    Polcy           | {}                 | The parameter Polcy is not known to this operation.
                    PolicyArns.member.1.arn | arn:aws:iam::aws:policy/ReadOnlyAccess | Policy arn:aws:iam::aws:policy/ReadOnlyAccess does not exist or is not attachable.
                    ProvidedContexts.member.1.ProviderArn | arn:aws:iam::aws:contextProvider/IdentityCenter | Value '***' at 'providedContexts.1.member.contextAssertion' failed
                    ProvidedContexts.member.1.ProviderArn | arn:aws:iam::aws:contextProvider/Elsewhere | There is no context provider
                    """)
    void refusesAParameterOutsideItsLimits(String name, String value, String message) {
        var answer = call(
                "alice", "AssumeRole", Map.of("RoleArn", ROLES + "by-name", "RoleSessionName", "session"), name, value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(element(answer, "Code")).isEqualTo("ValidationError");
        assertThat(element(answer, "Type")).isEqualTo("Sender");
        assertThat(element(answer, "Message")).contains(message);
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        var answer = call("alice", "AssumeRole");

        assertThat(element(answer, "Message"))
                .isEqualTo(
                        "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null;"
                                + " Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null");
    }

    @ParameterizedTest(name = "{0} seconds")
    @ValueSource(ints = {900, 3600, 7200})
    void opensASessionForAsLongAsAsked(int seconds) {
        var answer = call(
                "alice",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-name",
                "RoleSessionName",
                "session",
                "DurationSeconds",
                Integer.toString(seconds));

        assertThat(element(answer, "Expiration"))
                .isEqualTo(NOW.plusSeconds(seconds).toString());
    }

    @Test
    void refusesMfaThatItCannotCheck() {
        var answer = call(
                "alice",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-name",
                "RoleSessionName",
                "session",
                "SerialNumber",
                "GAHT12345678",
                "TokenCode",
                "123456");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(element(answer, "Message")).contains("MultiFactorAuthentication failed");
    }

    @Test
    void limitsASessionByThePolicyThatWasPassed() {
        var answer =
                call("alice", "AssumeRole", "RoleArn", ROLES + "by-name", "RoleSessionName", "session", "Policy", READ);

        var identity = principals.identity(element(answer, "AccessKeyId")).orElseThrow();
        assertThat(identity.policies().session())
                .extracting(NamedPolicy::document)
                .containsExactly(PolicyDocument.parse(READ));
        assertThat(Integer.parseInt(element(answer, "PackedPolicySize"))).isBetween(1, 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{",
                "null",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObjekt\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"
            })
    void refusesASessionPolicyThatIsNone(String policy) {
        var answer = call(
                "alice", "AssumeRole", "RoleArn", ROLES + "by-name", "RoleSessionName", "session", "Policy", policy);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(element(answer, "Code")).isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void refusesASessionPolicyOfMoreThan2048Characters() {
        var answer = call(
                "alice",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-name",
                "RoleSessionName",
                "session",
                "Policy",
                READ + " ".repeat(2048));

        assertThat(element(answer, "Code")).isEqualTo("ValidationError");
        assertThat(element(answer, "Message"))
                .contains(
                        "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048");
    }

    @ParameterizedTest(name = "{0} with team={1}: {2}")
    @CsvSource({"tagged, sales, 200", "tagged, hr, 403", "by-name, sales, 403"})
    void asksForThePermissionToTagASession(String role, String team, int status) {
        var answer = call(
                "alice",
                "AssumeRole",
                "RoleArn",
                ROLES + role,
                "RoleSessionName",
                "session",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                team);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void saysWhichPermissionATagNeeds() {
        var answer = call(
                "alice",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-name",
                "RoleSessionName",
                "session",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "sales");

        assertThat(element(answer, "Message"))
                .contains("is not authorized to perform: sts:TagSession on resource: " + ROLES + "by-name");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    Tags.member.1.Key=team Tags.member.1.Value=sales Tags.member.2.Key=Team Tags.member.2.Value=x | InvalidParameterValue | Duplicate tag keys found
                    Tags.member.1.Key=aws:team Tags.member.1.Value=x | InvalidParameterValue | Tag keys must not start with aws:
                    Tags.member.1.Key=team | ValidationError | Value null at 'tags.1.member.value'
                    Tags.member.1.Key=te*am Tags.member.1.Value=x | ValidationError | at 'tags.1.member.key' failed to satisfy constraint
                    Tags.member.1.Kay=team Tags.member.1.Value=x | ValidationError | The parameter Tags.member.1.Kay is not known
                    TransitiveTagKeys.member.1=team | InvalidParameterValue | must be included in the requested tags
                    """)
    void refusesTagsOutsideTheirLimits(String parameters, String code, String message) {
        var all = new ArrayList<String>();
        for (var parameter : parameters.split(" ", -1)) {
            all.addAll(List.of(parameter.split("=", 2)));
        }

        var answer = call(
                "alice",
                "AssumeRole",
                Map.of("RoleArn", ROLES + "tagged", "RoleSessionName", "session"),
                all.toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(element(answer, "Code")).isEqualTo(code);
        assertThat(element(answer, "Message")).contains(message);
    }

    @Test
    void refusesMoreThanFiftyTags() {
        var tags = new ArrayList<String>();
        for (int i = 1; i <= 51; i++) {
            tags.addAll(List.of("Tags.member." + i + ".Key", "k" + i, "Tags.member." + i + ".Value", "v"));
        }

        var answer = call(
                "alice",
                "AssumeRole",
                Map.of("RoleArn", ROLES + "tagged", "RoleSessionName", "session"),
                tags.toArray(String[]::new));

        assertThat(element(answer, "Message"))
                .contains("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50");
    }

    @Test
    void refusesTagsThatDoNotPack() {
        int before = store.settings().list("session").size();
        var tags = new ArrayList<String>(List.of("Tags.member.50.Key", "team", "Tags.member.50.Value", "sales"));
        for (int i = 1; i < 50; i++) {
            var random = new StringBuilder();
            new java.util.Random(i).ints(250, 'a', 'z' + 1).forEach(random::appendCodePoint);
            tags.addAll(
                    List.of("Tags.member." + i + ".Key", "k" + i, "Tags.member." + i + ".Value", random.toString()));
        }

        var answer = call(
                "alice",
                "AssumeRole",
                Map.of("RoleArn", ROLES + "tagged", "RoleSessionName", "session"),
                tags.toArray(String[]::new));

        assertThat(element(answer, "Code")).isEqualTo("PackedPolicyTooLarge");
        assertThat(store.settings().list("session")).hasSize(before);
    }

    @Test
    void passesTransitiveTagsAndSourceIdentityOnAlongAChain() {
        var first = call(
                "bob",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-account",
                "RoleSessionName",
                "first",
                "SourceIdentity",
                "bob@example.com",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "sales",
                "Tags.member.2.Key",
                "cost",
                "Tags.member.2.Value",
                "7",
                "TransitiveTagKeys.member.1",
                "team");

        var second = call(
                element(first, "AccessKeyId"), "AssumeRole", "RoleArn", ROLES + "chained", "RoleSessionName", "second");

        var request = principals
                .identity(element(second, "AccessKeyId"))
                .orElseThrow()
                .session()
                .orElseThrow()
                .request();
        assertThat(element(second, "SourceIdentity")).isEqualTo("bob@example.com");
        assertThat(request.tags().values()).isEqualTo(Map.of("team", "sales"));
        assertThat(request.tags().transitive()).containsExactly("team");
    }

    @ParameterizedTest(name = "{0}={1}: {3}")
    @CsvSource({
        "Tags.member.1.Key, team, 400, conflicts with a transitive tag key",
        "SourceIdentity, mallory, 403, cannot be changed along a chain",
        "DurationSeconds, 3601, 400, exceeds the 1 hour session limit for roles assumed by role chaining"
    })
    void refusesToChangeInAChainWhatIsFixed(String name, String value, int status, String message) {
        var first = call(
                "bob",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-account",
                "RoleSessionName",
                "first",
                "SourceIdentity",
                "bob",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "sales",
                "TransitiveTagKeys.member.1",
                "team");
        var more = name.startsWith("Tags") ? List.of(name, value, "Tags.member.1.Value", "x") : List.of(name, value);

        var second = call(
                element(first, "AccessKeyId"),
                "AssumeRole",
                Map.of("RoleArn", ROLES + "chained", "RoleSessionName", "second"),
                more.toArray(String[]::new));

        assertThat(second.status()).isEqualTo(status);
        assertThat(element(second, "Message")).contains(message);
    }

    @Test
    void asksForThePermissionToSetASourceIdentity() {
        var answer = call(
                "alice",
                "AssumeRole",
                "RoleArn",
                ROLES + "by-name",
                "RoleSessionName",
                "session",
                "SourceIdentity",
                "alice");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(element(answer, "Message")).contains("sts:SetSourceIdentity on resource: " + ROLES + "by-name");
    }

    @ParameterizedTest(name = "{0} version {1}")
    @CsvSource({
        "AssumeRoleWithSAML, 2011-06-15",
        "GetSessionToken, 2011-06-15",
        "getcalleridentity, 2011-06-15",
        "GetCallerIdentity, 2012-12-12"
    })
    void saysWhichOperationsAreNotThere(String action, String version) {
        var answer = answer(
                new StsCall(head(""), Optional.empty(), "Action=" + action + "&Version=" + version, "request-1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(element(answer, "Code")).isEqualTo("InvalidAction");
        assertThat(element(answer, "Message"))
                .isEqualTo("Could not find operation " + action + " for version " + version);
    }

    @Test
    void refusesAnUnsignedCall() {
        var answer = answer(
                new StsCall(head(""), Optional.empty(), "Action=GetCallerIdentity&Version=2011-06-15", "request-1"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(element(answer, "Code")).isEqualTo("MissingAuthenticationToken");
    }

    @Test
    void readsAPresignedQuery() {
        var query = "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0";

        var answer = answer(new StsCall(head(query), principals.identity("alice"), "", "request-1"));

        assertThat(element(answer, "Arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action=%GG", "Action=a&Action=b"})
    void refusesAFormThatIsNone(String form) {
        var answer = answer(new StsCall(head(""), principals.identity("alice"), form, "request-1"));

        assertThat(element(answer, "Code")).isEqualTo("MalformedQueryString");
    }

    private Credentials assume(String user, String role) {
        var answer = call(user, "AssumeRole", "RoleArn", ROLES + role, "RoleSessionName", "session");
        return principals.credentials(element(answer, "AccessKeyId")).orElseThrow();
    }

    private StsAnswer call(String user, String action, String... parameters) {
        return call(user, action, Map.of(), parameters);
    }

    /** Named parameters win over those of the map. */
    private StsAnswer call(String user, String action, Map<String, String> others, String... parameters) {
        var form = new java.util.LinkedHashMap<String, String>();
        form.put("Action", action);
        form.put("Version", "2011-06-15");
        form.putAll(others);
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        var body = new ArrayList<String>();
        form.forEach((name, value) -> body.add(encode(name) + "=" + encode(value)));
        var id = user.equals("administrator") ? principals.administrator().accessKeyId() : user;
        return answer(new StsCall(head(""), principals.identity(id), String.join("&", body), "request-1"));
    }

    private static StsAnswer answer(StsCall call) {
        try {
            return sts.answer(call, _ -> {});
        } catch (AwsException e) {
            return Sts.refuse(e, call.requestId());
        }
    }

    private static RequestHead head(String query) {
        return new RequestHead("POST", "/", query, "localhost", new Headers(), "127.0.0.1", false);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String element(StsAnswer answer, String name) {
        var matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.xml());
        assertThat(matcher.find()).as("<%s> in %s", name, answer.xml()).isTrue();
        return matcher.group(1)
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    private static String statement(String effect, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }
}
