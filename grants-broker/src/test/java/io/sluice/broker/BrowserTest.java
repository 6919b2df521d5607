package io.sluice.broker;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The pages in a real browser. A picture of each view is kept in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(World.class)
class BrowserTest {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static Chromium chromium;

    LocalLake lake;
    Provider provider;

    @TestHTTPResource
    URI broker;

    private BrowserContext context;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
        }
    }

    private Page open(Browser.NewContextOptions how) {
        context = chromium.browser()
                .newContext(how.setPermissions(List.of("clipboard-read", "clipboard-write"))
                        .setLocale("en-GB"));
        context.setDefaultTimeout(20_000);
        return context.newPage();
    }

    private Page open() {
        return open(new Browser.NewContextOptions().setViewportSize(1_100, 800));
    }

    private Page signIn(Page page, String user) {
        page.navigate(broker.toString());
        page.getByLabel("User").fill(user);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("My access")))
                .isVisible();
        return page;
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(false))
                .first()
                .click();
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** No violation, and a picture to look at. */
    private static void isInOrder(Page page, String name) {
        picture(page, name);
        var found = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
        assertThat(found.stream().map(one -> one.getId() + ": " + one.getNodes()))
                .as(name)
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} gets {1}, not {3}")
    @CsvSource({
        "mary.marketing, products, products/, users/user_list",
        "sam.sales, transactions, transactions/2026-11.csv, feedback/2026/great.json",
        "cleo.support, users, users/user_list, transactions/2026-11.csv",
        "paul.product, leads, leads/, employee-records/",
        "hana.hr, benefits, benefits/, leads/",
    })
    void eachDepartmentSignsInAndUsesWhatItIsGiven(String user, String dataSet, String inside, String outside) {
        Page page = signIn(open(), user);
        link(page, "Get credentials for " + dataSet);
        button(page, "Get credentials");
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new GetByRoleOptions().setName("Credentials").setExact(true)))
                .isVisible();
        Given given = Given.on(new Visitor.Answer(200, URI.create(page.url()), Map.of(), page.content()));

        try (S3Client s3 = Lakes.s3(lake.endpoint(), given.credentials())) {
            s3.getObject(get -> get.bucket(given.bucket()).key(inside)).abort();
            assertThatThrownBy(
                            () -> s3.getObject(get -> get.bucket(given.bucket()).key(outside)))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void secretsAreHiddenUntilAskedForAndGoneAfterAReload() {
        Page page = signIn(open(), "cleo.support");
        link(page, "Get credentials for users");
        button(page, "Get credentials");

        assertThat(page.locator("#text-bash")).not().isVisible();
        page.getByRole(AriaRole.TABPANEL).getByText("Show the secret lines").click();
        assertThat(page.locator("#text-bash")).isVisible();
        page.reload();
        assertThat(page.getByText("AWS_SECRET_ACCESS_KEY")).hasCount(0);
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Get credentials")))
                .isVisible();
        assertThat(
                        page.evaluate(
                                "() => Object.keys(localStorage).length + Object.keys(sessionStorage).length + document.cookie.length"))
                .isEqualTo(0);
    }

    @Test
    void copyingIsConfirmedAloud() {
        Page page = signIn(open(), "cleo.support");
        link(page, "Get credentials for users");
        button(page, "Get credentials");
        button(page, "Copy the lines for bash, zsh");

        assertThat(page.locator("#say")).hasText("Copied.");
        assertThat(String.valueOf(page.evaluate("() => navigator.clipboard.readText()")))
                .contains("export AWS_SESSION_TOKEN='");
    }

    @Test
    void tabsAreWalkedThroughWithArrows() {
        Page page = signIn(open(), "cleo.support");
        link(page, "Get credentials for users");
        button(page, "Get credentials");
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("bash, zsh"))
                .focus();
        page.keyboard().press("ArrowRight");

        assertThat(page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("PowerShell")))
                .isFocused();
        assertThat(page.locator("#way-powershell")).isVisible();
        assertThat(page.locator("#way-bash")).not().isVisible();
    }

    @Test
    void renewingGivesOtherCredentials() {
        Page page = signIn(open(), "cleo.support");
        link(page, "Get credentials for users");
        button(page, "Get credentials");
        String before = page.locator("#text-bash").textContent();
        button(page, "Renew");

        assertThat(page.locator("#text-bash")).not().hasText(before);
        link(page, "Live credentials");
        assertThat(page.getByText("cannot be revoked")).isVisible();
    }

    @Test
    void signedOutTheBackButtonShowsNothing() {
        Page page = signIn(open(), "cleo.support");
        link(page, "Get credentials for users");
        button(page, "Get credentials");
        button(page, "Sign out");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("You are signed out")))
                .isVisible();
        isInOrder(page, "signed-out");
        page.goBack();
        page.goBack();

        assertThat(page.content()).doesNotContain("AWS_SECRET_ACCESS_KEY", "cleo.support", "s3://");
    }

    @Test
    void everythingIsReachedByTheKeyboardAlone() {
        Page page = open();
        page.navigate(broker.toString());
        page.getByLabel("User").focus();
        page.keyboard().type("cleo.support");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("My access")))
                .isVisible();
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        tabTo(page, "Get credentials for users");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("For how long")).isVisible();
        tabTo(page, "Get credentials");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Recommended")).isVisible();
        tabTo(page, "Show the secret lines");
        page.keyboard().press("Enter");
        assertThat(page.locator("#text-bash")).isVisible();
        tabTo(page, "Renew");
        tabTo(page, "Sign out");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("You are signed out")))
                .isVisible();
    }

    /** Presses Tab until this has the focus, which can be seen each time. */
    private static void tabTo(Page page, String words) {
        for (int pressed = 0; pressed < 80; pressed++) {
            page.keyboard().press("Tab");
            Object seen = page.evaluate(
                    "() => { const at = document.activeElement; return at === document.body ? '-' : getComputedStyle(at).outlineStyle; }");
            assertThat(seen).as("the focus on " + words).isNotEqualTo("none");
            Object text = page.evaluate("() => document.activeElement.textContent.trim()");
            if (String.valueOf(text).startsWith(words)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + words);
    }

    @Test
    void withoutScriptsEverythingIsThere() {
        Page page = signIn(open(new Browser.NewContextOptions().setJavaScriptEnabled(false)), "cleo.support");
        page.getByLabel("Search my access").fill("feedback");
        button(page, "Search");
        assertThat(page.getByText("1 of 2 shown")).isVisible();
        link(page, "Get credentials for feedback");
        page.getByLabel("Read and write").check();
        button(page, "Get credentials");
        page.getByText("Show the secret lines for PowerShell").click();
        assertThat(page.locator("#text-powershell")).isVisible();
        link(page, "History");
        assertThat(page.getByRole(AriaRole.CELL, new GetByRoleOptions().setName("read and write"))
                        .first())
                .isVisible();
        button(page, "Sign out");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("You are signed out")))
                .isVisible();
    }

    @Test
    void searchingNarrowsTheListWhileTyping() {
        Page page = signIn(open(), "cleo.support");
        page.getByLabel("Search my access").pressSequentially("feed");

        assertThat(page.locator("#rows > li:visible")).hasCount(1);
        assertThat(page.locator("#count")).hasText("1 of 2 shown");
    }

    @Test
    void everyViewIsAccessibleInLightAndInDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            walk(
                    open(new Browser.NewContextOptions()
                            .setViewportSize(1_100, 800)
                            .setColorScheme(scheme)),
                    scheme.name().toLowerCase(Locale.ROOT));
            context.close();
        }
    }

    private void walk(Page page, String name) {
        signIn(page, "cleo.support");
        isInOrder(page, name + "-1-access");
        page.navigate(broker + "me");
        isInOrder(page, name + "-2-me");
        page.navigate(broker.toString());
        link(page, "Get credentials for feedback");
        isInOrder(page, name + "-3-choose");
        page.getByLabel("Only what begins with").fill("../x");
        button(page, "Get credentials");
        isInOrder(page, name + "-4-refused");
        page.getByLabel("Only what begins with").fill("");
        button(page, "Get credentials");
        page.getByRole(AriaRole.TABPANEL).getByText("Show the secret lines").click();
        isInOrder(page, name + "-5-credentials");
        link(page, "Live credentials");
        isInOrder(page, name + "-6-live");
        link(page, "History");
        isInOrder(page, name + "-7-history");
        link(page, "My access");
        link(page, "Browse feedback");
        isInOrder(page, name + "-8-folder");
        link(page, "feedback/");
        link(page, "2026/");
        link(page, "great.json");
        isInOrder(page, name + "-9-object");
        page.navigate(broker + "nothing");
        isInOrder(page, name + "-10-trouble");
    }

    @Test
    void fourTimesLargerNothingIsCutOff() {
        Page page = signIn(open(new Browser.NewContextOptions().setViewportSize(320, 640)), "cleo.support");
        fits(page, "narrow-1-access");
        link(page, "Get credentials for feedback");
        fits(page, "narrow-3-choose");
        button(page, "Get credentials");
        fits(page, "narrow-5-credentials");
        link(page, "History");
        fits(page, "narrow-7-history");
        link(page, "My access");
        link(page, "Browse feedback");
        fits(page, "narrow-8-folder");
    }

    private static void fits(Page page, String name) {
        isInOrder(page, name);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name)
                .isEqualTo(true);
    }

    @Test
    void aRedactedViewSaysWhatWasRemoved() {
        Page page = signIn(open(), "sam.sales");
        isInOrder(page, "view-1-access");
        link(page, "Browse inventory-events");
        isInOrder(page, "view-2-folder");
        link(page, "dt=2026_11_21/");
        link(page, "1.json");

        assertThat(page.getByText("Fields were removed or changed")).isVisible();
        isInOrder(page, "view-3-object");
    }

    @Test
    void whoHasNothingIsToldHowToAsk() {
        Page page = signIn(open(), "nina.nobody");

        assertThat(page.getByText("You have no access yet")).isVisible();
        isInOrder(page, "light-0-nothing");
    }

    @Test
    void theAddressBarHasNoCodeAndNoState() {
        Page page = signIn(open(), "cleo.support");

        assertThat(page).hasURL(Pattern.compile("^http://localhost:\\d+/$"));
    }
}
