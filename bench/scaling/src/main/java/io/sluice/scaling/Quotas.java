package io.sluice.scaling;

import java.util.EnumMap;
import java.util.Map;

/** How much there is of everything that can be too little. */
record Quotas(Map<Limit, Double> values) {
    /** So much that nobody reaches it. */
    static final double LIFTED = 1e12;

    Quotas {
        values = Map.copyOf(values);
    }

    /** The defaults of an account, and a consumer for which no concurrency is reserved. */
    static Quotas defaults(Facts facts) {
        var values = new EnumMap<Limit, Double>(Limit.class);
        for (var limit : Limit.values()) {
            values.put(limit, limit == Limit.CONSUMER ? LIFTED : facts.of(limit.fact()));
        }
        return new Quotas(values);
    }

    double of(Limit limit) {
        return values.get(limit);
    }

    Quotas with(Limit limit, double value) {
        var changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new Quotas(changed);
    }

    Quotas lifted(Limit limit) {
        return with(limit, LIFTED);
    }
}
