package io.sluice.lake.accesspoint;

import io.sluice.iam.NamedPolicy;
import java.util.Objects;

/**
 * The policy of a bucket or access point, compiled once when it is put, so that no request parses JSON.
 *
 * @param text the document as it was put
 * @param policy the document to decide with, under the ARN of what it guards
 * @param isPublic whether S3 calls it public
 * @param asksForExistingTags whether it looks at the tags that an object has, {@code s3:ExistingObjectTag/…}
 */
public record GuardPolicy(String text, NamedPolicy policy, boolean isPublic, boolean asksForExistingTags) {
    public GuardPolicy {
        Objects.requireNonNull(text);
        Objects.requireNonNull(policy);
    }
}
