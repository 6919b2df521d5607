package io.sluice.lake.lambda;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The statements that {@code AddPermission} put on a function, by their ids. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">resource-based policies of Lambda</a>.
 */
final class ResourcePolicy {
    private static final int MOST_BYTES = 20 * 1024;

    private final String arn;
    private final SequencedMap<String, String> statements;
    private final Optional<NamedPolicy> named;

    private ResourcePolicy(String arn, SequencedMap<String, String> statements) {
        this.arn = arn;
        this.statements = statements;
        this.named = statements.isEmpty()
                ? Optional.empty()
                : Optional.of(new NamedPolicy(arn, PolicyDocument.parse(text(statements))));
    }

    /**
     * The policy of a function.
     *
     * @param statements JSON texts by statement id
     * @throws io.sluice.iam.PolicyException where one is none
     */
    static ResourcePolicy of(String arn, Map<String, String> statements) {
        return new ResourcePolicy(arn, new LinkedHashMap<>(statements));
    }

    SequencedMap<String, String> statements() {
        return new LinkedHashMap<>(statements);
    }

    boolean has(String statementId) {
        return statements.containsKey(statementId);
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    boolean isTooLarge() {
        return text().length() > MOST_BYTES;
    }

    ResourcePolicy with(String statementId, String statement) {
        var more = statements();
        more.put(statementId, statement);
        return new ResourcePolicy(arn, more);
    }

    ResourcePolicy without(String statementId) {
        var fewer = statements();
        fewer.remove(statementId);
        return new ResourcePolicy(arn, fewer);
    }

    /** The whole document, as {@code GetPolicy} tells it. */
    String text() {
        return text(statements);
    }

    private static String text(Map<String, String> statements) {
        return "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + String.join(",", statements.values())
                + "]}";
    }

    /** What decides; none where nothing was put. */
    Optional<NamedPolicy> named() {
        return named;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourcePolicy that && arn.equals(that.arn) && statements.equals(that.statements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(arn, statements);
    }

    @Override
    public String toString() {
        return "ResourcePolicy" + statements.keySet();
    }
}
