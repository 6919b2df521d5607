package io.sluice.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * The RSA keys that tokens are signed with, the newest first. A key signs for {@code lifetime}; then the next takes its place, and the
 * old one stays published until the last token it signed has expired, so that nobody who is signed in notices. Keys live in memory: a
 * restart ends every sign-in. <a href="https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys">Rotation of signing
 * keys</a>.
 */
final class SigningKeys implements JWKSource<SecurityContext> {
    private static final int BITS = 2048;

    private final Clock clock;
    private final Duration lifetime;
    private final Duration tokenLifetime;
    private final Deque<Key> keys = new ArrayDeque<>();

    private record Key(RSAKey jwk, Instant since) {}

    /** @param tokenLifetime no token signed with these keys is valid for longer */
    SigningKeys(Clock clock, Duration lifetime, Duration tokenLifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.tokenLifetime = tokenLifetime;
        rotate(clock.instant());
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(List.copyOf(current())));
    }

    private synchronized List<RSAKey> current() {
        var now = clock.instant();
        if (!now.isBefore(keys.getFirst().since().plus(lifetime))) {
            rotate(now);
        }
        while (keys.size() > 1 && retired(now)) {
            keys.removeLast();
        }
        return keys.stream().map(Key::jwk).toList();
    }

    /** Whether the oldest key signed its last token, which it did before its successor came, longer ago than any token lives. */
    private boolean retired(Instant now) {
        var successor = keys.stream().skip(keys.size() - 2L).findFirst().orElseThrow();
        return now.isAfter(successor.since().plus(tokenLifetime));
    }

    private void rotate(Instant now) {
        try {
            var jwk = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            keys.addFirst(new Key(jwk, now));
        } catch (JOSEException noRsa) {
            throw new IllegalStateException("this JDK makes no RSA keys of " + BITS + " bits", noRsa);
        }
    }
}
