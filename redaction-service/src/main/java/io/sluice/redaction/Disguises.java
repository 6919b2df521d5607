package io.sluice.redaction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The verbs as they work. */
final class Disguises {
    private Disguises() {}

    static Disguise of(Verb verb, HashKeys keys) {
        return switch (verb) {
            case Verb.Omit() -> new Nothing();
            case Verb.Mask(int keep) -> new Stars(keep);
            case Verb.Hash(String keyId) ->
                new Pseudonym(
                        keyId,
                        keys.key(keyId)
                                .orElseThrow(() -> new ViewException(
                                        "no hash key is named " + keyId + "; see SLUICE_REDACTION_HASH_KEYS")));
            case Verb.Round(BigDecimal to) -> new Multiple(to);
            case Verb.Generalise(Grain to) -> new Coarse(to);
        };
    }

    private static Optional<Disguise.Shown> string(String text) {
        return Optional.of(new Disguise.Shown(text, false));
    }

    private record Nothing() implements Disguise {
        @Override
        public Optional<Shown> text(String text) {
            return Optional.empty();
        }

        @Override
        public Optional<Shown> number(String literal) {
            return Optional.empty();
        }
    }

    private record Stars(int keep) implements Disguise {
        @Override
        public Optional<Shown> text(String text) {
            int length = text.codePointCount(0, text.length());
            int hidden = length > keep ? length - keep : length;
            return string("*".repeat(hidden) + text.substring(text.offsetByCodePoints(0, hidden)));
        }

        @Override
        public Optional<Shown> number(String literal) {
            return text(literal);
        }
    }

    private static final class Pseudonym implements Disguise {
        private final String keyId;
        private final Mac keyed;

        Pseudonym(String keyId, SecretKeySpec key) {
            this.keyId = keyId;
            try {
                keyed = Mac.getInstance(key.getAlgorithm());
                keyed.init(key);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK has HmacSHA256", impossible);
            }
        }

        @Override
        public Optional<Shown> text(String text) {
            byte[] mac = mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
            return string(keyId + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
        }

        @Override
        public Optional<Shown> number(String literal) {
            return Numbers.value(literal).flatMap(value -> text(Numbers.plain(value)));
        }

        /** A copy, for the key need not be taken in again; the original is used by nobody. */
        private Mac mac() {
            try {
                return (Mac) keyed.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException("the JDK's HmacSHA256 can be copied", impossible);
            }
        }
    }

    private record Multiple(BigDecimal of) implements Disguise {
        @Override
        public Optional<Shown> text(String text) {
            return Optional.empty();
        }

        @Override
        public Optional<Shown> number(String literal) {
            return Numbers.value(literal)
                    .map(value -> value.divide(of, 0, RoundingMode.HALF_EVEN).multiply(of))
                    .map(rounded -> new Shown(Numbers.plain(rounded), true));
        }
    }

    /** Dates and times of ISO 8601's extended format; what is longer than the grain goes, the zone of an hour stays. */
    private record Coarse(Grain to) implements Disguise {
        private static final Pattern TIME = Pattern.compile(
                "(?<date>\\d{4}-\\d{2}-\\d{2})(?:[T ](?<hour>[01]\\d|2[0-3]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:[.,]\\d{1,9})?)?"
                        + "(?<zone>Z|[+-](?:0\\d|1[0-8]):?[0-5]\\d)?)?");
        private static final int LONGEST = 64;

        @Override
        public Optional<Shown> text(String text) {
            Matcher time = TIME.matcher(text);
            if (text.length() > LONGEST || !time.matches() || !isDate(time.group("date"))) {
                return Optional.empty();
            }
            boolean plainDate = time.group("hour") == null;
            if (to != Grain.HOUR || plainDate) {
                return string(text.substring(0, Math.min(to.length(), time.end("date"))));
            }
            String zone = time.group("zone") == null ? "" : time.group("zone");
            return string(text.substring(0, to.length()) + ":00" + zone);
        }

        private static boolean isDate(String date) {
            try {
                return LocalDate.parse(date).toString().equals(date);
            } catch (DateTimeException none) {
                return false;
            }
        }

        @Override
        public Optional<Shown> number(String literal) {
            return Optional.empty();
        }
    }
}
