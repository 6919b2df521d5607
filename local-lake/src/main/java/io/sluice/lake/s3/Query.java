package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The query of a request, decoded. A parameter may come once: two {@code prefix} would let what is decided and what is done differ,
 * and are refused.
 */
public record Query(Map<String, String> values) {
    static final Query EMPTY = new Query(Map.of());

    public Query {
        values = Map.copyOf(values);
    }

    /** The parameters of a raw query. */
    public static Query parse(String raw) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var name = Percent.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : Percent.decodeForm(pair.substring(equals + 1));
            if (values.putIfAbsent(name, value) != null) {
                throw new AwsException(
                        ErrorCode.InvalidArgument,
                        "Query parameter given more than once",
                        Map.of("ArgumentName", name, "ArgumentValue", value));
            }
        }
        return new Query(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** As {@link #get}, with an empty value taken for none. */
    public Optional<String> nonEmpty(String name) {
        return get(name).filter(value -> !value.isEmpty());
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** A number from 0 to {@code limit}; what is above is cut down to it, as S3 does. */
    int count(String name, int limit) {
        var text = nonEmpty(name);
        if (text.isEmpty()) {
            return limit;
        }
        long value = number(name, text.get());
        if (value < 0) {
            throw argument(name, text.get(), "Argument " + name + " must be an integer between 0 and 2147483647");
        }
        return (int) Math.min(value, limit);
    }

    static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw argument(name, text, "Provided " + name + " not an integer or within integer range");
        }
    }

    static AwsException argument(String name, String value, String message) {
        return new AwsException(
                ErrorCode.InvalidArgument, message, Map.of("ArgumentName", name, "ArgumentValue", value));
    }
}
