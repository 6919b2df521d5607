package io.sluice.catalogue.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names of ways and resources, as people say them. */
public final class Ways {
    private static final Pattern RESOURCE = Pattern.compile("^resource (arn:.*)$");
    private static final Pattern STORAGE = Pattern.compile("^(access point|bucket) arn:aws:s3:[^ ]*[:/]([^:/ ]+)$");

    private Ways() {}

    /** {@code access point ec2-consumer} for {@code access point arn:aws:s3:…:accesspoint/ec2-consumer}. */
    public static String words(String way) {
        return switch (way.substring(0, way.indexOf(' ') + 1)) {
            case "grant " -> way.contains(" to ") ? way.substring(0, way.lastIndexOf(" to ")) : way;
            case "resource " -> RESOURCE.matcher(way).replaceFirst("$1");
            default -> STORAGE.matcher(way).replaceFirst("$1 $2");
        };
    }

    /** The key within its bucket that the ARN of an object begins with, through an access point or not. */
    static Optional<String> keyOf(String arn) {
        int point = arn.indexOf("/object/");
        if (arn.contains(":accesspoint/")) {
            return point < 0 ? Optional.empty() : Optional.of(arn.substring(point + "/object/".length()));
        }
        int slash = arn.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(arn.substring(slash + 1));
    }
}
