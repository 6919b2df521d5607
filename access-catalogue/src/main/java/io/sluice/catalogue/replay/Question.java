package io.sluice.catalogue.replay;

import java.util.HashMap;
import java.util.Map;

/**
 * One permission that is asked for.
 *
 * @param whole the ARN of a bucket, in the form that it has without an access point, or of something else that is no object
 * @param key of the object in the bucket; empty where it is about the whole
 * @param keys condition keys, beside those that follow from the logged request
 */
record Question(String action, String whole, String key, Map<String, String> keys) {
    static final String TLS = "aws:SecureTransport";

    Question {
        keys = Map.copyOf(keys);
    }

    /** About a whole. */
    static Question about(String action, String whole) {
        return new Question(action, whole, "", Map.of());
    }

    /** About an object. */
    static Question about(String action, String bucket, String key) {
        return new Question(action, bucket, key, Map.of());
    }

    Question with(String name, String value) {
        if (keys.isEmpty()) {
            return new Question(action, whole, key, Map.of(name, value));
        }
        var all = new HashMap<>(keys);
        all.put(name, value);
        return new Question(action, whole, key, all);
    }

    String resource() {
        return key.isEmpty() ? whole : whole + "/" + key;
    }
}
