package io.sluice.broker.access;

import java.util.Objects;

/**
 * What the catalogue says about some data, for people.
 *
 * @param dataSet its name, or the scope where the catalogue has none
 * @param owner who answers for it; empty where nobody is named
 * @param why through what the person has it
 */
public record Words(String dataSet, String owner, String classification, String why) {
    public Words {
        Objects.requireNonNull(dataSet);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(classification);
        Objects.requireNonNull(why);
    }
}
