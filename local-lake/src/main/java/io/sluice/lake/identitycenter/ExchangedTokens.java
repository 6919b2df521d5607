package io.sluice.lake.identitycenter;

import io.sluice.lake.storage.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/** Which tokens were exchanged already: durably, as hashes, for as long as they would be believed. */
final class ExchangedTokens {
    private static final String KIND = "exchanged-token";
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final Settings settings;
    private final Clock clock;
    private final AtomicReference<Instant> swept;

    ExchangedTokens(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        swept = new AtomicReference<>(clock.instant());
        sweep(clock.instant());
    }

    /** Takes note of a token; tells whether it is the first time. */
    boolean first(String issuer, String token, Instant expires) {
        boolean first = settings.putIfAbsent(
                KIND, hash(issuer + "\n" + token), expires.toString().getBytes(StandardCharsets.UTF_8));
        var now = clock.instant();
        var last = swept.get();
        if (now.isAfter(last.plus(BETWEEN_SWEEPS)) && swept.compareAndSet(last, now)) {
            sweep(now);
        }
        return first;
    }

    private void sweep(Instant now) {
        settings.list(KIND).forEach((name, expires) -> {
            if (now.isAfter(Instant.parse(new String(expires, StandardCharsets.UTF_8)))) {
                settings.delete(KIND, name);
            }
        });
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
