package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields that came behind a body, by their lower-case names. */
record Trailer(Map<String, String> fields) {
    static final Trailer NONE = new Trailer(Map.of());

    private static final int MOST = 8;

    Trailer {
        fields = Map.copyOf(fields);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** As it was signed: names in lower case and order, each line ended by a line feed. */
    String canonical() {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + ':' + field.getValue() + '\n')
                        .collect(Collectors.joining());
    }

    /** Collects fields line by line, and only those that the head announced. */
    static final class Reader {
        private final Set<String> announced = new TreeSet<>();
        private final Map<String, String> fields = new TreeMap<>();

        /** @param announcement the values of {@code x-amz-trailer} */
        Reader(Iterable<String> announcement) {
            announcement.forEach(value -> {
                for (var name : value.split(",", -1)) {
                    announced.add(name.strip().toLowerCase(Locale.ROOT));
                }
            });
        }

        void add(String line) {
            var colon = line.indexOf(':');
            var name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            if (fields.size() == MOST || !announced.contains(name) || fields.put(name, value) != null) {
                throw malformed();
            }
        }

        Trailer end() {
            if (!fields.keySet().equals(announced)) {
                throw malformed();
            }
            return new Trailer(fields);
        }

        static AwsException malformed() {
            return new AwsException(ErrorCode.MalformedTrailerError);
        }
    }
}
