package io.sluice.iam;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A document under the name by which decisions speak of it: its ARN where it has one, otherwise what it hangs on. Keep
 * it and use it again: what is needed to decide quickly is made once for each type it is attached as.
 */
public final class NamedPolicy {
    private final String name;
    private final PolicyDocument document;
    private final Map<PolicyType, Attached> attached = new ConcurrentHashMap<>();

    public NamedPolicy(String name, PolicyDocument document) {
        this.name = Objects.requireNonNull(name, "name");
        this.document = Objects.requireNonNull(document, "document");
    }

    public String name() {
        return name;
    }

    public PolicyDocument document() {
        return document;
    }

    /** This document attached as a policy of a type. */
    Attached as(PolicyType type) {
        var known = attached.get(type);
        return known == null ? attached.computeIfAbsent(type, some -> new Attached(some, this)) : known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedPolicy that && name.equals(that.name) && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, document);
    }

    @Override
    public String toString() {
        return name;
    }
}
