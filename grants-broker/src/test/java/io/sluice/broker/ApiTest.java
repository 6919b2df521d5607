package io.sluice.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sluice.lake.LocalLake;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

@QuarkusTest
@QuarkusTestResource(World.class)
class ApiTest {
    LocalLake lake;
    Provider provider;

    @TestHTTPResource
    URI broker;

    private String token(String user) {
        return provider.tokens(user).id(claims -> {});
    }

    private String entry(String token, String dataSet) {
        return given().auth()
                .oauth2(token)
                .get("/api/access")
                .then()
                .statusCode(200)
                .extract()
                .path("entries.find { it.dataSet == '" + dataSet + "' }.id");
    }

    @Test
    void aBearerTokenTellsWhoAsks() {
        given().auth()
                .oauth2(token("cleo.support"))
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("email", is("cleo.support@shopfast.example"), "departments", hasItem("customer-support"));
    }

    @Test
    void theListIsThatOfTheDepartment() {
        given().auth()
                .oauth2(token("cleo.support"))
                .get("/api/access")
                .then()
                .body("entries.dataSet", containsInAnyOrder("users", "feedback"))
                .body("entries.permission", containsInAnyOrder("READ", "READWRITE"))
                .body("entries.credentials", everyItem(is(true)));
    }

    @Test
    void credentialsComeInTheFormOfCredentialProcessAndWork() {
        String token = token("cleo.support");
        var answer = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("permission", "READ", "minutes", 15))
                .post("/api/access/" + entry(token, "users") + "/credentials")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Server-Timing", containsString("own;dur="))
                .body("Version", is(1))
                .extract()
                .jsonPath();

        try (var s3 = Lakes.s3(
                lake.endpoint(),
                AwsSessionCredentials.create(
                        answer.getString("AccessKeyId"),
                        answer.getString("SecretAccessKey"),
                        answer.getString("SessionToken")))) {
            assertThat(s3.getObjectAsBytes(get -> get.bucket(World.DATA).key("users/user_list"))
                            .asUtf8String())
                    .contains("3,Jim");
        }
    }

    @Test
    void objectsAreListed() {
        String token = token("cleo.support");

        given().auth()
                .oauth2(token)
                .get("/api/access/" + entry(token, "users") + "/objects?prefix=users/")
                .then()
                .statusCode(200)
                .body("objects.key", hasItem("users/user_list"));
    }

    @Test
    void aSessionOfABrowserReadsAndNeedsItsTokenToAsk() {
        Visitor cleo = new Visitor(broker.toString()).signIn("cleo.support");

        assertThat(cleo.get("/api/me").body()).contains("cleo.support@shopfast.example");
        String entry = cleo.entry("users", "read").substring("/access/".length());
        String asking = "/api/access/" + entry + "/credentials";
        assertThat(cleo.json(asking, "{\"permission\":\"READ\"}", "").status()).isEqualTo(403);
        assertThat(cleo.json(asking, "{\"permission\":\"READ\"}", cleo.get("/").csrf())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/api/access", "/api/credentials"})
    void whoeverIsNotSignedInIsToldSoAndNotSentAround(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    Stream<Arguments> badTokens() throws NoSuchAlgorithmException {
        Tokens tokens = provider.tokens("cleo.support");
        var other = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        return Stream.of(
                Arguments.of("none", tokens.unsigned()),
                Arguments.of("key", tokens.foreign(other)),
                Arguments.of("issuer", tokens.id(claims -> claims.setIssuer("http://evil.example"))),
                Arguments.of("audience", tokens.id(claims -> claims.setAudience("other"))),
                Arguments.of("no audience", tokens.id(claims -> claims.unsetClaim("aud"))),
                Arguments.of(
                        "expired",
                        tokens.id(claims -> claims.setExpirationTime(
                                NumericDate.fromSeconds(NumericDate.now().getValue() - 3_600)))),
                Arguments.of("garbage", "ey.ey.ey"));
    }

    @Test
    void aTokenThatIsNotTheProvidersForThisBrokerIsRefused() throws NoSuchAlgorithmException {
        badTokens()
                .forEach(bad -> given().auth()
                        .oauth2((String) bad.get()[1])
                        .get("/api/me")
                        .then()
                        .statusCode(401));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"permission\":\"READWRITE\"}",
                "{\"permission\":\"READ\",\"minutes\":1000}",
                "{\"permission\":\"READ\",\"minutes\":-1}",
                "{\"permission\":\"READ\",\"below\":\"users*\"}",
                "{\"permission\":\"READ\",\"below\":\"transactions/\"}",
                "{}",
                "null",
                "[]",
                "{\"permission\":",
            })
    void whatCannotBeAskedForIsToldSo(String body) {
        String token = token("cleo.support");

        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/access/" + entry(token, "users") + "/credentials")
                .then()
                .statusCode(400);
    }

    @Test
    void theDescriptionOfTheApiIsThere() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/access/{id}/credentials"));
    }

    @Test
    void healthAndMetricsAreTold() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("http_server"));
    }
}
