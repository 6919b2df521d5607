package io.sluice.iam;

import java.util.Objects;

/**
 * One permission asked for: a request that needs several is decided once for each.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 *
 * @param action {@code s3:GetObject}; case does not matter
 * @param resource the full ARN, keys unescaped; of a request through an access point either form
 * @param resourceAccount the account that owns the resource, empty where unknown: then it is another account's
 */
public record AccessRequest(
        Principal principal, String action, String resource, String resourceAccount, RequestContext context) {
    public AccessRequest {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(resourceAccount, "resourceAccount");
        if (action.indexOf(':') <= 0) {
            throw new IllegalArgumentException("Not service:Action: " + action);
        }
        if (resource.isEmpty()) {
            throw new IllegalArgumentException("A request names a resource");
        }
    }
}
