package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An access point whose answers a function makes, in front of a plain one. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-create.html">creating Object Lambda access points</a>.
 *
 * @param allowedFeatures such as {@code GetObject-Range}
 * @param actions that go through the function, such as {@code GetObject}; the others go straight to the supporting access point
 * @param payload what the function is told with each event: the document of the view
 * @param policy its resource policy as JSON; none where only roles with policies of their own come in
 */
public record RenderedObjectLambdaAccessPoint(
        String name,
        String arn,
        String supportingAccessPointArn,
        Set<String> allowedFeatures,
        List<String> actions,
        String functionArn,
        Optional<String> payload,
        Optional<String> policy) {
    public RenderedObjectLambdaAccessPoint {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(supportingAccessPointArn);
        allowedFeatures = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(allowedFeatures));
        actions = List.copyOf(actions);
        Objects.requireNonNull(functionArn);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(policy);
    }
}
