package io.sluice.cli.credentials;

import java.time.Duration;
import java.time.Instant;

/**
 * Credentials that were vended to somebody.
 *
 * @param subject of the sign-in they were vended to: another person's are never given
 */
record Vended(
        String subject,
        Instant since,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        Instant expiration) {
    private static final Duration AHEAD = Duration.ofMinutes(15);
    private static final Duration LEFT = Duration.ofSeconds(30);

    /**
     * Whether they need not be renewed yet. They are renewed when a quarter of their life is left, or a quarter of an hour: the AWS CLI
     * asks again at each call from there on.
     */
    boolean fresh(Instant now) {
        var quarter = Duration.between(since, expiration).dividedBy(4);
        var ahead = quarter.compareTo(AHEAD) < 0 ? quarter : AHEAD;
        return now.isBefore(expiration.minus(ahead));
    }

    /** Whether they still serve where none can be had instead. */
    boolean serve(Instant now) {
        return now.isBefore(expiration.minus(LEFT));
    }

    @Override
    public String toString() {
        return "Vended[" + accessKeyId + ", until " + expiration + ", <secret>]";
    }
}
