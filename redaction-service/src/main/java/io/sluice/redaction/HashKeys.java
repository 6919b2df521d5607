package io.sluice.redaction;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret keys of the verb {@code hash}, by id: {@code k1=<base64>,k2=<base64>}, each of at least 32 bytes. They come from the
 * service's configuration, never from a view, which every reader of a policy may see.
 */
public final class HashKeys {
    private static final int SHORTEST = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Map<String, SecretKeySpec> keys;

    private HashKeys(Map<String, SecretKeySpec> keys) {
        this.keys = Map.copyOf(keys);
    }

    public static HashKeys none() {
        return new HashKeys(Map.of());
    }

    public static HashKeys parse(String text) {
        Map<String, SecretKeySpec> keys = new HashMap<>();
        for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw new ViewException("a hash key is written as <key id>=<base64>");
            }
            String id = entry.substring(0, equals).strip();
            checkId(id);
            if (keys.put(id, key(id, entry.substring(equals + 1).strip())) != null) {
                throw new ViewException("the hash key " + id + " is there twice");
            }
        }
        return new HashKeys(keys);
    }

    private static SecretKeySpec key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new ViewException("the hash key " + id + " is not base64");
        }
        if (bytes.length < SHORTEST) {
            throw new ViewException("the hash key " + id + " has fewer than " + SHORTEST + " bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    static void checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new ViewException("a key id has from 1 to 32 letters, digits, _ and -");
        }
    }

    Optional<SecretKeySpec> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "<hash keys " + String.join(", ", new TreeSet<>(keys.keySet())) + ">";
    }
}
