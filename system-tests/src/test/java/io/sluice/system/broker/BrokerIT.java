package io.sluice.system.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sluice.system.signin.People;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** People in a real browser, signed in by a real Keycloak, at the broker in front of the lake and the redaction service. */
final class BrokerIT {
    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir
    static Path scratch;

    private static Chromium chromium;
    private static RunningBroker broker;

    @BeforeAll
    static void start() throws Exception {
        chromium = new Chromium();
        broker = new RunningBroker(scratch);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest(name = "{0} sees {1} and not {2}")
    @CsvSource({
        "MARY, products: read, transactions",
        "SAM, transactions: read and write, feedback",
        "CLEO, feedback: read and write, transactions",
        "PAUL, leads: read, benefits",
        "HANA, benefits: read and write, users",
    })
    void eachDepartmentSeesJustItsOwn(People person, String has, String hasNot) {
        try (var context = chromium.person()) {
            var page = signIn(context.newPage(), person);

            assertThat(page.locator("#rows h2").allInnerTexts()).contains(has).noneMatch(row -> row.startsWith(hasNot));
        }
    }

    @Test
    void credentialsOfThePageReadWhatWasGrantedAndNothingElse() {
        try (var context = chromium.person()) {
            var page = signIn(context.newPage(), People.CLEO);
            row(page, "users").locator("a:has-text('Get credentials')").click();
            page.locator("main form button[type=submit]").click();
            page.waitForSelector(".expiry");
            picture(page, "credentials");
            var lines = page.locator("#text-env").textContent();

            var given = AwsSessionCredentials.create(
                    value(lines, "AWS_ACCESS_KEY_ID"),
                    value(lines, "AWS_SECRET_ACCESS_KEY"),
                    value(lines, "AWS_SESSION_TOKEN"));
            try (var s3 = broker.lake().s3(given)) {
                assertThat(s3.getObjectAsBytes(r -> r.bucket(RunningBroker.DATA).key("users/user_list"))
                                .asUtf8String())
                        .contains("John");
                assertThatThrownBy(() -> s3.getObjectAsBytes(
                                r -> r.bucket(RunningBroker.DATA).key("transactions/one.txt")))
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }

    @Test
    void aRedactedViewIsBrowsedWithoutThePrice() {
        try (var context = chromium.person()) {
            var page = signIn(context.newPage(), People.SAM);
            row(page, "inventory-events").locator("a:has-text('Browse')").click();
            assertThat(page.locator("main").innerText()).contains("Redacted");
            page.locator("main th a:has-text('dt=2026_11_22')").click();
            page.locator("main th a:has-text('1.json')").click();
            picture(page, "redacted-preview");

            assertThat(page.locator("main").innerText())
                    .contains("Redacted", "\"sku\"", "\"qty\"")
                    .doesNotContain("12.34", "\"price\"", "\"discount\"");
        }
    }

    @Test
    void whoSignsOutIsSignedOutAtTheProviderTooAndBackShowsNothing() {
        try (var context = chromium.person()) {
            var page = signIn(context.newPage(), People.HANA);
            page.locator("form[action='/sign-out'] button").first().click();
            page.locator("#kc-logout").click();
            page.waitForURL(broker.address() + "/signed-out");
            picture(page, "signed-out");

            page.goBack();
            page.navigate(broker.address().toString());

            assertThat(page.locator("#rows").count()).isZero();
            assertThat(page.locator("#password").count()).isEqualTo(1);
        }
    }

    @Test
    void whoSignsOutAtTheProviderIsSignedOutHereToo() throws Exception {
        broker.provider().backChannelLogout(broker.address().resolve("/back-channel-logout"));
        try (var context = chromium.person()) {
            var page = signIn(context.newPage(), People.MARY);
            page.navigate(broker.provider().issuer() + "/protocol/openid-connect/logout?client_id=grants-broker");
            page.locator("#kc-logout").click();
            page.waitForLoadState();

            page.navigate(broker.address().toString());

            assertThat(page.locator("#rows").count()).isZero();
            assertThat(page.locator("#password").count()).isEqualTo(1);
        }
    }

    private static Page signIn(Page page, People person) {
        page.navigate(broker.address().toString());
        page.locator("#username").fill(person.userName());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
        page.waitForSelector("#rows");
        return page;
    }

    private static Locator row(Page page, String dataSet) {
        return page.locator("#rows li:has(h2:has-text('" + dataSet + "'))").first();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static String value(String lines, String name) {
        var line = Pattern.compile(name + "=(\\S+)").matcher(lines);
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }
}
