package io.sluice.redaction;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a kind of reader may see of a data set: which objects, whose view it is, and what is done to which field. The access
 * catalogue writes it as JSON; {@link #read} takes exactly that and refuses whatever it does not know.
 *
 * <p>{@code bucket} is the bucket, access point ARN or alias that the service itself reads from; {@code prefix} begins the keys that
 * the view covers; {@code consumers} are ARNs of roles and {@code groups} names of groups of people.
 */
public record View(
        String name, String bucket, String prefix, Set<String> consumers, Set<String> groups, List<Rule> rules) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public View {
        requireNonNull(prefix);
        consumers = Set.copyOf(consumers);
        groups = Set.copyOf(groups);
        rules = List.copyOf(rules);
        if (!NAME.matcher(name).matches()) {
            throw new ViewException("name: letters, digits, '.', '_' and '-', at most 128");
        }
        if (bucket.isBlank()) {
            throw new ViewException("bucket is empty");
        }
        if (rules.isEmpty()) {
            throw new ViewException("rules: a view without rules would show everything");
        }
        Set<String> paths = new HashSet<>();
        for (Rule rule : rules) {
            if (!paths.add(rule.path().text())) {
                throw new ViewException("rules: two rules for " + rule.path().text());
            }
        }
    }

    /** One view as JSON in UTF-8. */
    public static View read(byte[] json) {
        return ViewReader.view(json);
    }

    /** A JSON array of views, each with a name of its own. */
    public static List<View> readAll(byte[] json) {
        return ViewReader.views(json);
    }
}
