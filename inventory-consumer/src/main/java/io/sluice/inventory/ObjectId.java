package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One version of one object. Notifications tell the version and the ETag, listings only the ETag; where both tell a
 * version it decides whether two are the same, and the ETag otherwise.
 *
 * @param version empty where it is not known
 * @param etag without quotes, empty where it is not known
 */
record ObjectId(String key, String version, String etag) implements Comparable<ObjectId> {
    private static final Comparator<ObjectId> ORDER =
            Comparator.comparing(ObjectId::key).thenComparing(ObjectId::version).thenComparing(ObjectId::etag);

    ObjectId {
        requireNonNull(key);
        requireNonNull(version);
        etag = unquoted(etag);
    }

    static ObjectId ofKey(String key) {
        return new ObjectId(key, "", "");
    }

    static String unquoted(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }

    boolean isSameAs(ObjectId other) {
        if (!key.equals(other.key)) {
            return false;
        }
        if (version.isEmpty() || other.version.isEmpty()) {
            return !etag.isEmpty() && etag.equals(other.etag);
        }
        return version.equals(other.version);
    }

    @Override
    public int compareTo(ObjectId other) {
        return ORDER.compare(this, other);
    }
}
