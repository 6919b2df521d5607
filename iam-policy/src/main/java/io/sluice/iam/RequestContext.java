package io.sluice.iam;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The condition keys of a request with their values. Key names are compared without regard to case; a key that is not
 * here is absent, which is different from a key with an empty value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
public final class RequestContext {
    private static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, List<String>> values;

    private RequestContext(Map<String, List<String>> values) {
        this.values = values;
    }

    public static RequestContext empty() {
        return EMPTY;
    }

    /** A context of these keys and values. */
    public static RequestContext of(Map<String, ? extends Collection<String>> keys) {
        var copy = LinkedHashMap.<String, List<String>>newLinkedHashMap(keys.size());
        keys.forEach((key, all) -> copy.put(key.toLowerCase(Locale.ROOT), List.copyOf(all)));
        return new RequestContext(copy);
    }

    /** This context with one more key, or with other values of a key it has. */
    public RequestContext with(String key, String... all) {
        return with(key, Arrays.asList(all));
    }

    /** This context with one more key, or with other values of a key it has. */
    public RequestContext with(String key, Collection<String> all) {
        var copy = new LinkedHashMap<>(values);
        copy.put(key.toLowerCase(Locale.ROOT), List.copyOf(all));
        return new RequestContext(copy);
    }

    /** This context without a key. */
    public RequestContext without(String key) {
        if (!values.containsKey(key.toLowerCase(Locale.ROOT))) {
            return this;
        }
        var copy = new LinkedHashMap<>(values);
        copy.remove(key.toLowerCase(Locale.ROOT));
        return new RequestContext(copy);
    }

    /** How many keys there are. */
    public int size() {
        return values.size();
    }

    /** Everything of this context and of the other, whose keys win. */
    public RequestContext with(RequestContext other) {
        var copy = new LinkedHashMap<>(values);
        copy.putAll(other.values);
        return new RequestContext(copy);
    }

    /** The values by lower-case key. */
    public Map<String, List<String>> asMap() {
        return Map.copyOf(values);
    }

    /** Whether a key, in whichever case, is there. */
    public boolean has(String key) {
        return values.containsKey(key.toLowerCase(Locale.ROOT));
    }

    /** The values of a key given in lower case, or null where it is absent: the hot path of a decision. */
    List<String> lowerCase(String key) {
        return values.get(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestContext that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
