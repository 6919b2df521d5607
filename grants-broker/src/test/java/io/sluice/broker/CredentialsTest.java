package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@QuarkusTest
@QuarkusTestResource(World.class)
class CredentialsTest {
    LocalLake lake;

    @TestHTTPResource
    URI broker;

    private Visitor visitor(String user) {
        return new Visitor(broker.toString()).signIn(user);
    }

    private S3Client with(Visitor.Answer page) {
        return Lakes.s3(lake.endpoint(), Given.on(page).credentials());
    }

    @ParameterizedTest(name = "{0} may {2} {1}, not {3}")
    @CsvSource({
        "mary.marketing, products, read, transactions/2026-11.csv",
        "mary.marketing, feedback, read, users/user_list",
        "sam.sales, transactions, read and write, feedback/2026/great.json",
        "sam.sales, users, read and write, products/",
        "cleo.support, users, read, transactions/2026-11.csv",
        "cleo.support, feedback, read and write, users/user_list",
        "paul.product, products, read and write, feedback/2026/great.json",
        "paul.product, leads, read, employee-records/",
        "hana.hr, employee-records, read and write, leads/",
        "hana.hr, benefits, read and write, employee-records/",
    })
    void credentialsReachWhatTheGrantCoversAndNothingElse(String user, String dataSet, String may, String outside) {
        Visitor visitor = visitor(user);
        Visitor.Answer page = visitor.credentials(dataSet, may, Map.of());
        String bucket = Given.on(page).bucket();

        try (S3Client s3 = with(page)) {
            assertThat(s3.getObject(get -> get.bucket(bucket).key(dataSet + "/"))
                            .response()
                            .contentLength())
                    .isZero();
            assertThatThrownBy(() -> s3.getObject(get -> get.bucket(bucket).key(outside)))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("is not authorized to perform: s3:GetObject");
        }
    }

    @Test
    void readingCredentialsDoNotWriteThoughTheGrantDoes() {
        Visitor cleo = visitor("cleo.support");
        Visitor.Answer reading = cleo.credentials("feedback", "read and write", Map.of("permission", "READ"));
        Visitor.Answer writing = cleo.credentials("feedback", "read and write", Map.of("permission", "READWRITE"));

        try (S3Client reader = with(reading);
                S3Client writer = with(writing)) {
            assertThatThrownBy(() -> put(reader, "feedback/new.txt")).isInstanceOf(S3Exception.class);
            put(writer, "feedback/new.txt");
            assertThatThrownBy(() -> put(writer, "users/new.txt")).isInstanceOf(S3Exception.class);
        }
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(put -> put.bucket(World.DATA).key(key), RequestBody.fromString("new"));
    }

    @Test
    void narrowedCredentialsReachLessThanTheGrant() {
        Visitor.Answer page = visitor("cleo.support").credentials("users", "read", Map.of("below", "users-archive/"));

        try (S3Client s3 = with(page)) {
            assertThat(s3.getObjectAsBytes(get -> get.bucket(World.DATA).key("users-archive/2019.csv"))
                            .asUtf8String())
                    .contains("Jo");
            assertThatThrownBy(() -> s3.getObject(get -> get.bucket(World.DATA).key("users/user_list")))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void theCallerBehindThemIsASessionOfAccessGrants() {
        Visitor.Answer page = visitor("cleo.support").credentials("users", "read", Map.of());

        try (var sts = Lakes.sts(lake.endpoint(), Given.on(page).credentials())) {
            assertThat(sts.getCallerIdentity().arn()).contains(":assumed-role/accessGrantsLocationRole/access-grants-");
        }
    }

    @Test
    void askingAgainGivesTheSameOnesAndRenewingGivesOthers() {
        Visitor cleo = visitor("cleo.support");
        Map<String, String> ask = Map.of("minutes", "30");
        String first = Given.on(cleo.credentials("users", "read", ask)).accessKeyId();
        String second = Given.on(cleo.credentials("users", "read", ask)).accessKeyId();
        String renewed = Given.on(cleo.credentials("users", "read", Map.of("minutes", "30", "renew", "yes")))
                .accessKeyId();

        assertThat(second).isEqualTo(first);
        assertThat(renewed).isNotEqualTo(first);
    }

    @Test
    void whatWasGivenIsInTheHistoryWithoutItsSecret() {
        Visitor cleo = visitor("cleo.support");
        Visitor.Answer page = cleo.credentials("users", "read", Map.of("minutes", "45"));
        Given given = Given.on(page);

        assertThat(cleo.get("/history").body())
                .contains(given.accessKeyId(), "s3://" + World.DATA + "/users*")
                .doesNotContain(given.secret(), given.token());
        assertThat(cleo.get("/credentials").body())
                .contains(given.accessKeyId(), "cannot be revoked")
                .doesNotContain(given.secret(), given.token());
        assertThat(visitor("sam.sales").get("/history").body()).doesNotContain(given.accessKeyId());
    }
}
