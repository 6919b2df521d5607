package io.sluice.lake.addressing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's host, without its port, taken apart into the end point it stands for and what comes before that. Names end points
 * both of AWS and of this machine; any other name, as a container or a proxy may give the lake, is the S3 end point in path style.
 */
record Host(Kind kind, String prefix, Optional<String> region) {
    /** An end point of AWS. {@code LOCAL} is this machine, where one address serves everything. */
    enum Kind {
        LOCAL,
        METADATA,
        S3,
        ACCESS_POINT,
        OBJECT_LAMBDA,
        CONTROL,
        STS,
        LAMBDA,
        FUNCTION_URL,
        IDENTITY_CENTER,
        UNSERVED
    }

    private static final String METADATA_ADDRESS = "169.254.169.254";

    /** Longest first: {@code b.s3.localhost} is the bucket {@code b}, not {@code b.s3}. */
    private static final List<String> LOCAL_NAMES =
            List.of("s3-control.localhost", "s3.localhost", "localhost", "127.0.0.1", "[::1]");

    private static final String REGION = "(?<region>[a-z]{2}(?:-[a-z]+)+-\\d)";
    private static final String DOMAIN = "\\.amazonaws\\.com(?:\\.cn)?";

    /** Of AWS, and of this machine. */
    private static final Pattern FUNCTION_URL =
            Pattern.compile("(?<prefix>[a-z0-9]+)\\.lambda-url\\." + REGION + "\\.(?:on\\.aws|localhost)");

    private static final List<AwsName> AWS_NAMES = List.of(
            aws(Kind.LAMBDA, "(?<prefix>)lambda(?:-fips)?\\." + REGION),
            aws(Kind.STS, "(?<prefix>)sts(?:-fips)?(?:\\." + REGION + ")?"),
            aws(Kind.IDENTITY_CENTER, "(?<prefix>)oidc\\." + REGION),
            aws(Kind.CONTROL, "(?:(?<prefix>[^.]+)\\.)?s3-control(?:-fips)?(?:\\.dualstack)?(?:\\." + REGION + ")?"),
            aws(Kind.ACCESS_POINT, "(?<prefix>[^.]+)\\.s3-accesspoint(?:-fips)?(?:\\.dualstack)?\\." + REGION),
            aws(Kind.OBJECT_LAMBDA, "(?<prefix>[^.]+)\\.s3-object-lambda(?:-fips)?\\." + REGION),
            aws(Kind.S3, "(?:(?<prefix>.+)\\.)?s3(?:-fips)?(?:\\.dualstack)?(?:[.-](?:external-1|" + REGION + "))?"));

    private record AwsName(Kind kind, Pattern pattern) {}

    private static AwsName aws(Kind kind, String labels) {
        return new AwsName(kind, Pattern.compile(labels + DOMAIN));
    }

    static Host of(String authority) {
        String name = withoutPort(authority).toLowerCase(Locale.ROOT);
        if (name.equals(METADATA_ADDRESS)) {
            return new Host(Kind.METADATA, "", Optional.empty());
        }
        Matcher function = FUNCTION_URL.matcher(name);
        if (function.matches()) {
            return new Host(Kind.FUNCTION_URL, function.group("prefix"), Optional.of(function.group("region")));
        }
        if (name.endsWith(".amazonaws.com") || name.endsWith(".amazonaws.com.cn")) {
            return ofAws(name);
        }
        return ofThisMachine(name);
    }

    private static Host ofThisMachine(String name) {
        for (String local : LOCAL_NAMES) {
            if (name.endsWith("." + local)) {
                return new Host(Kind.LOCAL, name.substring(0, name.length() - local.length() - 1), Optional.empty());
            }
            if (name.equals(local)) {
                break;
            }
        }
        return new Host(Kind.LOCAL, "", Optional.empty());
    }

    private static Host ofAws(String name) {
        for (AwsName candidate : AWS_NAMES) {
            Matcher matcher = candidate.pattern().matcher(name);
            if (matcher.matches()) {
                String prefix = matcher.group("prefix");
                return new Host(
                        candidate.kind(), prefix == null ? "" : prefix, Optional.ofNullable(matcher.group("region")));
            }
        }
        return new Host(Kind.UNSERVED, name, Optional.empty());
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        String host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
