package io.sluice.lake.grants;

import java.util.Map;
import java.util.Objects;

/**
 * What S3 Access Grants answers. It may hold secrets, so it does not print.
 *
 * @param document XML; empty where there is nothing to say
 * @param elements what of it may be written down
 */
public record GrantAnswer(int status, String document, Map<String, String> elements) {
    public GrantAnswer {
        Objects.requireNonNull(document);
        elements = Map.copyOf(elements);
    }

    static GrantAnswer of(String document) {
        return new GrantAnswer(200, document, Map.of());
    }

    static GrantAnswer gone() {
        return new GrantAnswer(204, "", Map.of());
    }

    @Override
    public String toString() {
        return "GrantAnswer[" + status + "]";
    }
}
