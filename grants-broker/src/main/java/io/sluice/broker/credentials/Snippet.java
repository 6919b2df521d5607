package io.sluice.broker.credentials;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way to use vended credentials: the lines to paste.
 *
 * @param id what the page calls it
 * @param note how to use it, in a sentence
 */
public record Snippet(String id, String title, String note, String text) {
    /** What credentials of AWS are made of. Anything else could mean something to a shell. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9+/=_.-]+");

    /**
     * Where the credentials are used.
     *
     * @param endpoint where AWS is reached, if not at its own host names
     */
    public record Place(String region, Optional<URI> endpoint) {}

    @Override
    public String toString() {
        return "Snippet[" + id + "]";
    }

    /** All the ways, the shells first. */
    public static List<Snippet> of(Keys keys, Place place, String profile) {
        requirePlain(keys);
        return List.of(
                new Snippet("bash", "bash, zsh", "Paste into a terminal.", each(keys, place, "export %s='%s'")),
                new Snippet(
                        "powershell",
                        "PowerShell",
                        "Paste into a PowerShell window.",
                        each(keys, place, "$Env:%s = '%s'")),
                new Snippet("cmd", "cmd", "Paste into a Windows command prompt.", each(keys, place, "set \"%s=%s\"")),
                new Snippet(
                        "profile",
                        "AWS profile",
                        "Put into ~/.aws/credentials, then use --profile " + profile + ".",
                        profile(keys, place, profile)),
                new Snippet("env", ".env", "Save as .env; keep it out of version control.", each(keys, place, "%s=%s")),
                new Snippet("java", "Java SDK", "AWS SDK for Java 2.x.", java(keys, place)),
                new Snippet("python", "Python SDK", "boto3.", python(keys, place)));
    }

    private static void requirePlain(Keys keys) {
        for (String part : List.of(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())) {
            if (!PLAIN.matcher(part).matches()) {
                throw new IllegalStateException("Credentials hold characters that AWS's do not");
            }
        }
    }

    private static String each(Keys keys, Place place, String line) {
        String all = String.join(
                "\n",
                line.formatted("AWS_ACCESS_KEY_ID", keys.accessKeyId()),
                line.formatted("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey()),
                line.formatted("AWS_SESSION_TOKEN", keys.sessionToken()),
                line.formatted("AWS_REGION", place.region()));
        return all
                + place.endpoint()
                        .map(uri -> "\n" + line.formatted("AWS_ENDPOINT_URL", uri))
                        .orElse("") + "\n";
    }

    private static String profile(Keys keys, Place place, String profile) {
        return """
                [%s]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                aws_session_token = %s
                region = %s
                """.formatted(profile, keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), place.region())
                + place.endpoint().map(uri -> "endpoint_url = " + uri + "\n").orElse("");
    }

    private static String java(Keys keys, Place place) {
        return """
                S3Client s3 = S3Client.builder()
                        .region(Region.of("%s"))%s
                        .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                                "%s",
                                "%s",
                                "%s")))
                        .build();
                """.formatted(
                        place.region(),
                        place.endpoint()
                                .map(uri -> "\n        .endpointOverride(URI.create(\"" + uri + "\"))")
                                .orElse(""),
                        keys.accessKeyId(),
                        keys.secretAccessKey(),
                        keys.sessionToken());
    }

    private static String python(Keys keys, Place place) {
        return """
                import boto3

                s3 = boto3.client(
                    "s3",
                    region_name="%s",%s
                    aws_access_key_id="%s",
                    aws_secret_access_key="%s",
                    aws_session_token="%s",
                )
                """.formatted(
                        place.region(),
                        place.endpoint()
                                .map(uri -> "\n    endpoint_url=\"" + uri + "\",")
                                .orElse(""),
                        keys.accessKeyId(),
                        keys.secretAccessKey(),
                        keys.sessionToken());
    }
}
