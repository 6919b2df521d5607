package io.sluice.redaction.door.http;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A stored object as S3 told it; for HEAD without its bytes.
 *
 * @param headers by their names in lower case
 * @param version empty where the bucket keeps none
 */
record Stored(Map<String, String> headers, Optional<String> version, Optional<Instant> lastModified, InputStream body) {
    private static final int TAG_BYTES = 16;

    Stored {
        headers = Map.copyOf(headers);
        requireNonNull(version);
        requireNonNull(lastModified);
        requireNonNull(body);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /**
     * The tag of the redacted object, out of the version and what the view says: another version or another rule is another
     * tag. The stored object's own ETag is not in it, since it tells of the stored bytes.
     */
    Optional<String> tag(Views.Ready view, String key) {
        return version.map(id -> {
            MessageDigest digest = Views.sha256();
            digest.update(view.digest().getBytes(StandardCharsets.UTF_8));
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), TAG_BYTES));
        });
    }
}
