package io.sluice.lake.webidentity;

import java.net.URI;
import java.util.Set;

/**
 * Which URLs keys may be fetched from: https anywhere, plain http on the loopback interface alone, where nobody else can answer.
 */
public final class Issuers {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Issuers() {}

    /**
     * Refuses what is no such URL.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    public static URI check(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException _) {
            throw refused(url);
        }
        boolean plain = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        boolean bare = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!bare || !("https".equals(uri.getScheme()) || plain)) {
            throw refused(url);
        }
        return uri;
    }

    private static IllegalArgumentException refused(String url) {
        return new IllegalArgumentException(
                "The URL of an issuer is https, or http on localhost, without user, query and fragment: " + url);
    }
}
