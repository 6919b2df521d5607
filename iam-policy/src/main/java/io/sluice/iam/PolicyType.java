package io.sluice.iam;

/**
 * The kinds of policy that take part in a decision, with the words AWS uses for them in a refusal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
public enum PolicyType {
    RESOURCE_CONTROL("resource control policy", "a resource control policy"),
    SERVICE_CONTROL("service control policy", "a service control policy"),
    VPC_ENDPOINT("VPC endpoint policy", "a VPC endpoint policy"),
    RESOURCE("resource-based policy", "a resource-based policy"),
    ROLE_TRUST("role trust policy", "the role trust policy"),
    IDENTITY("identity-based policy", "an identity-based policy"),
    PERMISSIONS_BOUNDARY("permissions boundary", "a permissions boundary"),
    SESSION("session policy", "a session policy");

    private final String text;
    private final String withArticle;

    PolicyType(String text, String withArticle) {
        this.text = text;
        this.withArticle = withArticle;
    }

    /** The type as in {@code because no identity-based policy allows}. */
    public String text() {
        return text;
    }

    /** The type as in {@code with an explicit deny in an identity-based policy}. */
    String withArticle() {
        return withArticle;
    }

    /** Whether statements of this type say whom they are for. */
    boolean namesPrincipals() {
        return switch (this) {
            case RESOURCE_CONTROL, VPC_ENDPOINT, RESOURCE, ROLE_TRUST -> true;
            case SERVICE_CONTROL, IDENTITY, PERMISSIONS_BOUNDARY, SESSION -> false;
        };
    }
}
