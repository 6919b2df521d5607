package io.sluice.lake.s3;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing a caller must be allowed to do for a request to go on.
 *
 * @param action {@code s3:GetObject}
 * @param conditions the condition keys that S3 sets for it, as {@code s3:prefix}, each with its values; of
 *     <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions, resources, and
 *     condition keys for Amazon S3</a>
 * @param existingTags the tags that the object has now ({@code s3:ExistingObjectTag/*}), read when a policy asks for them; empty where
 *     the action does not know that key
 */
public record Permission(
        String action,
        Resource resource,
        Map<String, List<String>> conditions,
        Supplier<Map<String, String>> existingTags) {
    public Permission {
        Objects.requireNonNull(action);
        Objects.requireNonNull(resource);
        Objects.requireNonNull(existingTags);
        conditions = Map.copyOf(conditions);
    }

    /** What a permission is for. */
    public sealed interface Resource {
        /** Everything of the caller's account. */
        record Service() implements Resource {}

        /** A bucket as a whole. */
        record Bucket(Address address) implements Resource {}

        /** One object of it, by its key as text. */
        record Item(Address address, String key) implements Resource {}

        /** The bucket and the way to it; none for the service as a whole. */
        default Optional<Address> place() {
            return switch (this) {
                case Service _ -> Optional.empty();
                case Bucket bucket -> Optional.of(bucket.address());
                case Item item -> Optional.of(item.address());
            };
        }
    }
}
