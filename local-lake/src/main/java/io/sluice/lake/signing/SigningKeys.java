package io.sluice.lake.signing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signing keys that were derived already; a derivation costs five MACs. Bounded, since anybody may name any day in a scope. */
final class SigningKeys {
    private static final int MOST = 4096;

    private final Map<Id, SigningKey> keys = new ConcurrentHashMap<>();

    SigningKey get(String secret, CredentialScope scope) {
        var id = new Id(secret, scope);
        var known = keys.get(id);
        if (known != null) {
            return known;
        }
        if (keys.size() >= MOST) {
            keys.clear();
        }
        return keys.computeIfAbsent(id, _ -> SigningKey.derive(secret, scope));
    }

    int size() {
        return keys.size();
    }

    private record Id(String secret, CredentialScope scope) {
        @Override
        public String toString() {
            return scope.toString();
        }
    }
}
