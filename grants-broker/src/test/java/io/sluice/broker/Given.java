package io.sluice.broker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The credentials on a page, taken from the lines for a shell as a person would. */
record Given(String accessKeyId, String secret, String token, String scope) {
    private static final Pattern SCOPE = Pattern.compile("<code>(s3://[^<]+)</code>");

    static Given on(Visitor.Answer page) {
        String text = Visitor.unescaped(page.body());
        return new Given(
                line("AWS_ACCESS_KEY_ID", text),
                line("AWS_SECRET_ACCESS_KEY", text),
                line("AWS_SESSION_TOKEN", text),
                Visitor.found(SCOPE, text));
    }

    private static String line(String name, String text) {
        Matcher matcher = Pattern.compile("export " + name + "='([^']+)'").matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + name + " on " + text);
        }
        return matcher.group(1);
    }

    String bucket() {
        return scope.substring("s3://".length(), scope.indexOf('/', "s3://".length()));
    }

    AwsSessionCredentials credentials() {
        return AwsSessionCredentials.create(accessKeyId, secret, token);
    }
}
