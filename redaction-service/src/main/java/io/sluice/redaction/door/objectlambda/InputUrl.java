package io.sluice.redaction.door.objectlambda;

import static java.util.Objects.requireNonNull;

import io.sluice.redaction.door.RawKey;
import io.sluice.redaction.door.RefusedException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The presigned URL of the stored object, signed for the reader: with it S3 decides about the reader once more. It is a
 * secret, so it never prints.
 *
 * @param key of the object, empty for a listing of an access point named by its host
 * @param signedHeaders what S3 expects to be sent as the reader sent it, in lower case and without {@code host}
 */
record InputUrl(URI uri, String key, List<String> signedHeaders) {
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders=";

    InputUrl {
        requireNonNull(uri);
        requireNonNull(key);
        signedHeaders = List.copyOf(signedHeaders);
    }

    /**
     * @throws RefusedException where it does not lead to S3; nothing is then sent anywhere
     */
    static InputUrl of(String text, InputHosts hosts) throws RefusedException {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw InputHosts.refused();
        }
        String path = hosts.pathOfKey(uri);
        return new InputUrl(uri, RawKey.decode(path), signedHeaders(uri));
    }

    private static List<String> signedHeaders(URI uri) throws RefusedException {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            if (pair.regionMatches(true, 0, SIGNED_HEADERS, 0, SIGNED_HEADERS.length())) {
                String names = RawKey.decode(pair.substring(SIGNED_HEADERS.length()));
                return Arrays.stream(names.toLowerCase(Locale.ROOT).split(";", -1))
                        .filter(name -> !name.isEmpty() && !name.equals("host"))
                        .toList();
            }
        }
        return List.of();
    }

    @Override
    public String toString() {
        return "<presigned URL>";
    }
}
