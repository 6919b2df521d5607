package io.sluice.quarkus;

import static java.util.Objects.requireNonNull;

/**
 * What somebody signs requests to the lake with. They open nothing but this lake, and still never print.
 *
 * @param arn of the user or role
 * @param sessionToken empty where the keys are long-lived
 */
public record Keys(String arn, String accessKeyId, String secretAccessKey, String sessionToken) {
    public Keys {
        requireNonNull(arn);
        requireNonNull(accessKeyId);
        requireNonNull(secretAccessKey);
        requireNonNull(sessionToken);
    }

    @Override
    public String toString() {
        return "Keys[" + arn + ", <secret>]";
    }
}
