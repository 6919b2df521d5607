package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people try, and what comes of it: nothing is given out, and what may not be asked for never reaches AWS. */
@QuarkusTest
@QuarkusTestResource(World.class)
class AttackTest {
    private static final Pattern TOKEN = Pattern.compile("ey[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+");
    private static final String KEY_ID = "AWS_ACCESS_KEY_ID";

    LocalLake lake;
    Provider provider;

    @TestHTTPResource
    URI broker;

    @AfterEach
    void honestAgain() {
        provider.forging(Tokens.HONEST);
    }

    private Visitor visitor() {
        return new Visitor(broker.toString());
    }

    private Visitor cleo() {
        return visitor().signIn("cleo.support");
    }

    private long asked() {
        try (Stream<String> lines = Files.lines(lake.accessLog())) {
            return lines.filter(line -> line.contains("GetDataAccess")).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users*",
                "users?",
                "users/${aws:username}/",
                "users/../transactions/",
                "../",
                "users/%2e%2e/",
                "users/\u0000",
                "users/\r\nx",
                "us\u0435rs/",
                "users\uff0f",
                "transactions/",
                "s3://lake/",
                "user",
            })
    void aPrefixThatReachesElsewhereNeverReachesAws(String below) {
        Visitor cleo = cleo();
        cleo.get("/");
        long before = asked();

        Visitor.Answer answer = cleo.credentials("users", "read", Map.of("below", below));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("id=\"below-wrong\"").doesNotContain(KEY_ID);
        assertThat(asked()).isEqualTo(before);
    }

    @Test
    void aPrefixOfThreeThousandCharactersNeverReachesAws() {
        aPrefixThatReachesElsewhereNeverReachesAws("users/" + "a".repeat(3_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"READWRITE", "WRITE", "read", "", "READ,WRITE", "*", "ADMIN", "\u0000"})
    void aPermissionBeyondTheGrantIsRefused(String permission) {
        Visitor.Answer answer = cleo().credentials("users", "read", Map.of("permission", permission));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(KEY_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"14", "721", "0", "-60", "1e3", "99999999999999999999", "60.5", "sixty", " 60", "\u0666\u0660"})
    void aDurationOutsideTheLimitsIsRefused(String minutes) {
        Visitor.Answer answer = cleo().credentials("users", "read", Map.of("minutes", minutes));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(KEY_ID);
    }

    @Test
    void aFormThatComesByteAfterByteLosesItsConnection() throws Exception {
        try (Socket slow = new Socket(broker.getHost(), broker.getPort())) {
            slow.setSoTimeout(60_000);
            slow.getOutputStream()
                    .write(String.join(
                                    "\r\n",
                                    "POST /sign-out HTTP/1.1",
                                    "Host: localhost",
                                    "Content-Length: 60000",
                                    "Content-Type: application/x-www-form-urlencoded",
                                    "",
                                    "")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 600; i++) {
                            slow.getOutputStream().write('a');
                            TimeUnit.MILLISECONDS.sleep(100);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aScopeSentBesideTheChoiceIsNotLookedAt() {
        Visitor.Answer answer = cleo().credentials(
                        "users",
                        "read",
                        Map.of("scope", "s3://" + World.DATA + "/*", "target", "s3://" + World.DATA + "/*"));

        assertThat(Given.on(answer).scope()).isEqualTo("s3://" + World.DATA + "/users*");
    }

    @Test
    void anotherDepartmentsLineOfAccessIsNone() {
        Visitor cleo = cleo();
        String theirs = visitor().signIn("hana.hr").entry("benefits", "read and write");
        String csrf = cleo.get("/").csrf();

        assertThat(cleo.get(theirs).status()).isEqualTo(404);
        assertThat(cleo.get(theirs + "/browse").status()).isEqualTo(404);
        Visitor.Answer answer = cleo.post(theirs, Map.of("csrf", csrf, "permission", "READ", "minutes", "60"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain(KEY_ID);
    }

    @Test
    void aFormWithoutTheTokenOfThisSignInDoesNothing() {
        Visitor cleo = cleo();
        String entry = cleo.entry("users", "read");
        String others = visitor().signIn("sam.sales").get("/").csrf();
        String earlier = cleo().get("/").csrf();

        for (String csrf : new String[] {"", "x", others, earlier}) {
            Visitor.Answer answer = cleo.post(entry, Map.of("csrf", csrf, "permission", "READ", "minutes", "60"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(KEY_ID);
        }
        assertThat(cleo.post("/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(cleo.get("/me").body()).contains("cleo.support@shopfast.example");
    }

    @Test
    void vendingAndSigningOutAreNotReadings() {
        Visitor cleo = cleo();
        String entry = cleo.entry("users", "read");

        assertThat(cleo.get(entry + "?permission=READ&minutes=60").body()).doesNotContain(KEY_ID);
        assertThat(cleo.get("/sign-out").status()).isEqualTo(405);
        assertThat(cleo.get("/me").status()).isEqualTo(200);
    }

    @Test
    void aCopiedCookieIsWorthNothingAfterSigningOut() {
        Visitor cleo = cleo();
        Visitor thief = visitor();
        thief.steal(cleo);
        assertThat(thief.get("/me").body()).contains("cleo.support@shopfast.example");

        cleo.post("/sign-out", Map.of("csrf", cleo.get("/").csrf()));

        assertThat(thief.look("/me").status()).isIn(302, 401);
        assertThat(thief.look("/me").body()).doesNotContain("cleo");
    }

    @Test
    void aMixedUpCookieIsNobodys() {
        Visitor cleo = cleo();
        Visitor sam = visitor().signIn("sam.sales");
        cleo.cookies()
                .forEach(mine -> sam.cookies().stream()
                        .filter(theirs -> theirs.getName().equals(mine.getName())
                                && mine.getName().contains("session"))
                        .limit(1)
                        .forEach(theirs -> mine.setValue(theirs.getValue().substring(1))));

        assertThat(cleo.look("/me").status()).isNotEqualTo(200);
    }

    @Test
    void aCodeIsTakenOnce() {
        Visitor cleo = cleo();
        URI callback = cleo.been().stream()
                .filter(url -> url.getPath().equals("/signed-in")
                        && url.getQuery() != null
                        && url.getQuery().contains("code="))
                .findFirst()
                .orElseThrow();

        Visitor.Answer again = visitor().look(callback.getRawPath() + "?" + callback.getRawQuery());

        assertThat(again.status()).isNotEqualTo(200);
        assertThat(again.body()).doesNotContain("cleo");
    }

    @Test
    void aStateThatThisBrowserDidNotBeginWithIsRefused() {
        Visitor attacker = visitor();
        String to = attacker.look("/").header("location");
        String state = Visitor.found(Pattern.compile("[?&]state=([^&]+)"), to);

        Visitor.Answer answer = visitor().look("/signed-in?code=" + UUID.randomUUID() + "&state=" + state);

        assertThat(answer.status()).isIn(302, 303);
        assertThat(answer.header("set-cookie")).doesNotContain("q_session=ey");
    }

    static Stream<Arguments> forgeries() throws NoSuchAlgorithmException {
        var other = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        return Stream.of(
                Arguments.of("alg none", (Tokens.Forger) Tokens::unsigned),
                Arguments.of("somebody else's key", (Tokens.Forger) tokens -> tokens.foreign(other)),
                Arguments.of("another issuer", (Tokens.Forger)
                        tokens -> tokens.id(claims -> claims.setIssuer("http://evil.example"))),
                Arguments.of(
                        "another audience", (Tokens.Forger) tokens -> tokens.id(claims -> claims.setAudience("other"))),
                Arguments.of("no audience", (Tokens.Forger) tokens -> tokens.id(claims -> claims.unsetClaim("aud"))),
                Arguments.of("expired", (Tokens.Forger) tokens -> tokens.id(claims -> claims.setExpirationTime(
                        NumericDate.fromSeconds(NumericDate.now().getValue() - 3_600)))),
                Arguments.of("another nonce", (Tokens.Forger)
                        tokens -> tokens.id(claims -> claims.setStringClaim("nonce", "x"))),
                Arguments.of("no nonce", (Tokens.Forger) tokens -> tokens.id(claims -> claims.unsetClaim("nonce"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void anIdTokenThatIsNotThisSignInsSignsNobodyIn(String what, Tokens.Forger forger) {
        provider.forging(forger);
        Visitor visitor = visitor();

        Visitor.Answer answer = visitor.trySignIn("cleo.support");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(visitor.look("/me").status()).isEqualTo(302);
    }

    @Test
    void anIdTokenOfAnEarlierSignInIsNotTakenAgain() {
        String[] first = new String[1];
        provider.forging(tokens -> first[0] = Tokens.HONEST.idToken(tokens));
        cleo();
        provider.forging(tokens -> first[0]);

        assertThat(visitor().trySignIn("cleo.support").status()).isEqualTo(401);
    }

    @Test
    void tokensReachNoPageAndNoAddress() {
        Visitor cleo = cleo();
        String entry = cleo.entry("users", "read");
        for (String path : new String[] {"/", "/me", "/history", "/credentials", entry, entry + "/browse", "/api/me"}) {
            assertThat(cleo.get(path).body()).doesNotContainPattern(TOKEN);
        }
        assertThat(cleo.credentials("users", "read", Map.of()).body()).doesNotContainPattern(TOKEN);
        Visitor.Answer leaving =
                cleo.post("/sign-out", Map.of("csrf", cleo.get("/").csrf()));
        assertThat(leaving.body()).contains("/end-session").doesNotContainPattern(TOKEN);
        assertThat(cleo.been()).allSatisfy(url -> assertThat(url.toString()).doesNotContainPattern(TOKEN));
        assertThat(provider.seen()).allSatisfy(url -> assertThat(url.toString()).doesNotContainPattern(TOKEN));
    }

    @Test
    void cookiesAreClosedToScriptsAndToOtherSites() {
        Visitor visitor = visitor();
        assertThat(visitor.look("/").header("set-cookie")).containsIgnoringCase("HttpOnly");

        Visitor cleo = cleo();
        assertThat(cleo.setCookies().stream().filter(cookie -> !cookie.contains("Max-Age=0")))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite="));
        assertThat(cleo.cookies().stream().filter(one -> one.getName().contains("session")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getValue()).doesNotContain("cleo"));
    }

    @Test
    void theRedirectToTheProviderCarriesPkceStateAndNonce() {
        String to = visitor().look("/").header("location");

        assertThat(to)
                .startsWith(provider.issuer() + "/authorize?")
                .contains("code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "response_type=code");
    }

    @Test
    void afterSigningInTheAddressIsThePagesOwn() {
        Visitor cleo = cleo();

        assertThat(cleo.been().getLast().getPath()).isEqualTo("/");
        assertThat(cleo.been().getLast().getQuery()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/me", "/history", "/signed-out", "/broker.js", "/broker.css", "/nothing", "/api/me"})
    void everyAnswerIsClosedToOthers(String path) {
        Visitor.Answer answer = cleo().get(path);

        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("cache-control")).isEqualTo(path.startsWith("/broker.") ? "max-age=300" : "no-store");
    }

    @Test
    void aSearchForMarkupShowsTheMarkup() {
        assertThat(cleo().get("/?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E").body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
    }
}
