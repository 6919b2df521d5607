package io.sluice.catalogue;

import java.util.Objects;

/** What is done to a field before it leaves. The path is of the subset of JSONPath that the redactor takes: {@code $.a.b}, {@code $.a[*].b}, {@code $..a}. */
public sealed interface Redaction {
    String path();

    /** The field is not there. */
    record Omit(String path) implements Redaction {
        public Omit {
            Objects.requireNonNull(path);
        }
    }

    /** All but the last characters are hidden. */
    record Mask(String path, int keep) implements Redaction {
        public Mask {
            Objects.requireNonNull(path);
        }
    }

    /** A keyed hash stands in its place, the same for the same value. */
    record Hash(String path, String keyId) implements Redaction {
        public Hash {
            Objects.requireNonNull(path);
            Objects.requireNonNull(keyId);
        }
    }

    /** A number is rounded to a multiple. */
    record Round(String path, int to) implements Redaction {
        public Round {
            Objects.requireNonNull(path);
        }
    }

    /** A time is cut to a unit, {@code day}. */
    record Generalise(String path, String to) implements Redaction {
        public Generalise {
            Objects.requireNonNull(path);
            Objects.requireNonNull(to);
        }
    }
}
