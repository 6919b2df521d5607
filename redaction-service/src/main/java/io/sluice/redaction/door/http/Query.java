package io.sluice.redaction.door.http;

import io.sluice.redaction.door.RawKey;
import io.sluice.redaction.door.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a request, each known and there once. */
record Query(Map<String, String> parameters) {
    Query {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @throws RefusedException 400 for a parameter that is not known here, since it may have been meant to matter
     */
    static Query of(String raw, Set<String> known) throws RefusedException {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = RawKey.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value =
                    equals < 0 ? "" : RawKey.decode(pair.substring(equals + 1).replace("+", "%20"));
            if (!known.contains(name)) {
                throw new RefusedException(400, "InvalidArgument", "A query parameter is not one of " + sorted(known));
            }
            if (parameters.put(name, value) != null) {
                throw new RefusedException(400, "InvalidArgument", name + " is there twice");
            }
        }
        return new Query(parameters);
    }

    private static String sorted(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
