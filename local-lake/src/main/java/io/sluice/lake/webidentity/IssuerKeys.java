package io.sluice.lake.webidentity;

import com.nimbusds.jose.jwk.JWKSet;
import io.sluice.lake.webidentity.TokenException.Reason;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The keys that one issuer publishes, found by its discovery document. They are believed for five minutes; a key id that is not among
 * them makes them be fetched again, six times a minute at most, so that made-up tokens cannot make the lake a load on the issuer.
 * Requests that come while they are fetched wait for the same answer. From <a
 * href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>.
 */
final class IssuerKeys {
    private static final Duration BELIEVED = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int FETCHES_A_WINDOW = 6;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final String issuer;
    private final JsonFetch fetch;
    private final Clock clock;
    private final Deque<Instant> refetched = new ArrayDeque<>();
    private Optional<Keys> known = Optional.empty();
    private CompletableFuture<Keys> underWay;

    private record Keys(JWKSet set, Instant fetched) {}

    IssuerKeys(String issuer, JsonFetch fetch, Clock clock) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.clock = clock;
    }

    /** The keys, which hold the one with this id unless the issuer does not publish it; an empty id stands for any. */
    JWKSet keys(String keyId) throws TokenException {
        Keys keys = await(current());
        if (keyId.isEmpty() || keys.set().getKeyByKeyId(keyId) != null) {
            return keys.set();
        }
        return await(refetch(keys)).set();
    }

    private synchronized CompletableFuture<Keys> current() {
        Instant oldest = clock.instant().minus(BELIEVED);
        return known.filter(keys -> keys.fetched().isAfter(oldest))
                .map(CompletableFuture::completedFuture)
                .orElseGet(this::start);
    }

    /** Somebody else may have fetched newer ones meanwhile: those are looked at first. */
    private synchronized CompletableFuture<Keys> refetch(Keys seen) {
        if (known.isPresent() && !known.get().equals(seen)) {
            return CompletableFuture.completedFuture(known.get());
        }
        Instant now = clock.instant();
        while (!refetched.isEmpty() && refetched.peekFirst().isBefore(now.minus(WINDOW))) {
            refetched.removeFirst();
        }
        if (underWay == null && refetched.size() >= FETCHES_A_WINDOW) {
            return CompletableFuture.completedFuture(seen);
        }
        if (underWay == null) {
            refetched.addLast(now);
        }
        return start();
    }

    private CompletableFuture<Keys> start() {
        if (underWay == null) {
            var started = new CompletableFuture<Keys>();
            underWay = started;
            Thread.startVirtualThread(() -> complete(started));
        }
        return underWay;
    }

    private void complete(CompletableFuture<Keys> started) {
        try {
            Keys keys = new Keys(fetch(), clock.instant());
            settled(Optional.of(keys));
            started.complete(keys);
        } catch (IOException | RuntimeException e) {
            settled(Optional.empty());
            started.completeExceptionally(e);
        }
    }

    private synchronized void settled(Optional<Keys> fetched) {
        known = fetched.or(() -> known);
        underWay = null;
    }

    private JWKSet fetch() throws IOException {
        var configuration = fetch.get(URI.create(withoutSlash(issuer) + DISCOVERY));
        if (!issuer.equals(configuration.get("issuer"))) {
            throw new IOException("The discovery document of " + issuer + " is of another issuer");
        }
        if (!(configuration.get("jwks_uri") instanceof String keys)) {
            throw new IOException("The discovery document of " + issuer + " has no jwks_uri");
        }
        Map<String, Object> set = fetch.get(uri(keys));
        try {
            return JWKSet.parse(set).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IOException(keys + " is no set of keys");
        }
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new IOException("Not a URL of keys: " + text);
        }
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Keys await(CompletableFuture<Keys> keys) throws TokenException {
        try {
            return keys.join();
        } catch (CompletionException e) {
            throw new TokenException(
                    Reason.UNREACHABLE, String.valueOf(e.getCause().getMessage()));
        }
    }
}
