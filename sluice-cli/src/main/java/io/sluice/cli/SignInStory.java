package io.sluice.cli;

import static io.sluice.cli.Story.Outcome.expect;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3control.model.Permission;
import software.amazon.awssdk.services.s3control.model.S3ControlException;

/** Somebody of Customer Support, who signs in on the broker's page and gets the data that was granted to the department. */
final class SignInStory {
    private static final String PERSON = "cleo.support";
    private static final String ROLE = "ShopFast-CustomerSupport";

    private final Clients clients;
    private final URI broker;
    private final String password;
    private final FormBrowser browser = new FormBrowser();
    private AwsCredentialsProvider vended;

    SignInStory(Clients clients, URI broker, String password) {
        this.clients = clients;
        this.broker = broker;
        this.password = password;
    }

    void tell(Story story) throws InterruptedException {
        story.step(PERSON + " signs in with the company's provider", this::signIn);
        story.step("READWRITE on users* is refused to the department", this::moreThanGranted);
        story.step("nor does the page's own form give it", this::tamperedForm);
        story.step("READ is granted, and vended on the page", this::vend);
        if (vended == null) {
            return;
        }
        story.step("the credentials are a session of the grants' role", this::whoAmI);
        story.step("they read users/user_list", this::read);
        story.step("and not the transactions", this::outside);
        story.step(PERSON + " signs out", this::signOut);
    }

    private Story.Outcome signIn() throws IOException {
        var signIn = browser.open(broker);
        var page = browser.submit(signIn.formWith("password"), Map.of("username", PERSON, "password", password));
        var rows = page.html().select("#rows h2").eachText();
        return expect(
                page.status() == 200 && rows.size() == 2 && rows.stream().anyMatch(row -> row.startsWith("users")),
                String.join("\n", rows));
    }

    private Story.Outcome moreThanGranted() {
        try (var control = clients.s3Control(clients.role(ROLE))) {
            control.getDataAccess(r ->
                    r.accountId(clients.lake().account()).target(users() + "*").permission(Permission.READWRITE));
            return expect(false, "it was granted");
        } catch (S3ControlException refusal) {
            return expect(
                    refusal.awsErrorDetails().errorCode().equals("AccessDenied"),
                    refusal.awsErrorDetails().errorMessage());
        }
    }

    private Story.Outcome tamperedForm() throws IOException {
        var form = choice().formWith("permission");
        form.select("[name=permission]").remove();
        form.appendElement("input").attr("name", "permission").attr("value", "READWRITE");
        var answer = browser.submit(FormBrowser.again(form), Map.of());
        return expect(
                answer.status() >= 400 && answer.html().select("#text-env").isEmpty(),
                "%d %s"
                        .formatted(
                                answer.status(),
                                answer.html().select(".wrong, .bad").text()));
    }

    private Story.Outcome vend() throws IOException {
        var page = browser.submit(choice().formWith("permission"), Map.of());
        var lines = page.html().select("#text-env").text();
        vended = StaticCredentialsProvider.create(AwsSessionCredentials.create(
                value(lines, "AWS_ACCESS_KEY_ID"),
                value(lines, "AWS_SECRET_ACCESS_KEY"),
                value(lines, "AWS_SESSION_TOKEN")));
        return expect(
                page.status() == 200,
                page.html().select(".lead").text() + "\n"
                        + page.html().select(".expiry p").getFirst().text());
    }

    /** The page on which credentials for the users are asked for, reached by the link that a person follows. */
    private FormBrowser.Page choice() throws IOException {
        var link = browser.open(broker).html().select("#rows li").stream()
                .filter(row -> row.select("h2").text().startsWith("users"))
                .map(row -> row.select("a[href^=/access/]").getFirst().attr("href"))
                .findFirst()
                .orElseThrow(() -> new IOException("the page has no link to credentials for users"));
        return browser.open(broker.resolve(link));
    }

    private static String value(String lines, String name) throws IOException {
        var line = Pattern.compile(name + "=(\\S+)").matcher(lines);
        if (!line.find()) {
            throw new IOException("the page has no " + name);
        }
        return line.group(1);
    }

    private Story.Outcome whoAmI() {
        try (var sts = clients.sts(vended)) {
            var arn = sts.getCallerIdentity(r -> {}).arn();
            return expect(arn.contains("/access-grants-"), arn);
        }
    }

    private Story.Outcome read() throws IOException {
        try (var s3 = clients.s3(vended)) {
            var bytes = s3.getObjectAsBytes(
                            r -> r.bucket(ShopFast.data(clients)).key(ShopFast.USER_LIST))
                    .asByteArray();
            var text = new String(bytes, StandardCharsets.UTF_8);
            return expect(text.lines().count() == 4, text);
        }
    }

    private Story.Outcome outside() {
        try (var s3 = clients.s3(vended)) {
            s3.getObjectAsBytes(r -> r.bucket(ShopFast.data(clients)).key("transactions/"));
            return expect(false, "S3 allowed it");
        } catch (S3Exception refusal) {
            return expect(
                    refusal.awsErrorDetails().errorCode().equals("AccessDenied"),
                    refusal.awsErrorDetails().errorMessage());
        }
    }

    /** The page leads on to the provider, which asks and then ends its own session too. */
    private Story.Outcome signOut() throws IOException {
        var leaving = browser.submit(browser.open(broker).formAt("/sign-out"), Map.of());
        var asked = browser.open(
                URI.create(leaving.html().select("main a").getFirst().absUrl("href")));
        var out = browser.submit(asked.formAt("/logout"), Map.of());
        var after = browser.open(broker);
        return expect(
                after.html().select("#rows").isEmpty()
                        && !after.html().select("[type=password]").isEmpty(),
                out.address() + ": " + out.html().title() + "\nand now the page asks to sign in again");
    }

    private String users() {
        return "s3://" + ShopFast.data(clients) + "/users";
    }
}
