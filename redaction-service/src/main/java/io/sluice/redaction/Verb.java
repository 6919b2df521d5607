package io.sluice.redaction;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What is done to a value. Where a verb cannot be applied to a value (a price that became an object, a time that is none) the
 * value is omitted; it never stays as it was.
 */
public sealed interface Verb {

    /** The member goes, with its name and its comma; an element of an array goes likewise. */
    record Omit() implements Verb {}

    /**
     * Every character of a string or number becomes {@code *}, except the last {@code keep}; where there are no more than those,
     * every one. Characters are code points. Other values are omitted.
     */
    record Mask(int keep) implements Verb {
        static final int MOST = 64;

        public Mask {
            if (keep < 0 || keep > MOST) {
                throw new ViewException("keep is " + keep + "; it is from 0 to " + MOST);
            }
        }
    }

    /**
     * A string or number becomes {@code <key id>:<HMAC-SHA256, base64url>}, under the key of that id. The MAC is taken over the
     * UTF-8 bytes of the string, or of the number in plain digits without needless zeros, so 18981, 18981.0 and "18981" have
     * one pseudonym, in every data set and view that uses the key. Other values are omitted.
     */
    record Hash(String keyId) implements Verb {
        public Hash {
            HashKeys.checkId(keyId);
        }
    }

    /** A number becomes the nearest multiple of {@code to}, halves to the even one. Anything else is omitted. */
    record Round(BigDecimal to) implements Verb {
        public Round {
            requireNonNull(to);
            if (to.signum() <= 0 || to.precision() > 18 || Math.abs((long) to.scale()) > 18) {
                throw new ViewException("to is no positive number of at most 18 digits");
            }
        }
    }

    /** A string that holds a date or a time of ISO 8601 loses what is finer than {@code to}. Anything else is omitted. */
    record Generalise(Grain to) implements Verb {
        public Generalise {
            requireNonNull(to);
        }
    }
}
