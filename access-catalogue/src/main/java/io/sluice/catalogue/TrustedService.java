package io.sluice.catalogue;

/**
 * The AWS services that may run an application under its role. Some of them say on whose behalf they assume a role
 * ({@code aws:SourceAccount}), and then the trust policy asks for it
 * (<a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">the confused deputy problem</a>). EC2 and Lambda are not
 * documented to: their roles cannot be passed across accounts, and a condition on a key that is not sent would lock the application out.
 */
public enum TrustedService {
    EC2("ec2.amazonaws.com", false),
    LAMBDA("lambda.amazonaws.com", false),
    ECS_TASKS("ecs-tasks.amazonaws.com", true);

    private final String principal;
    private final boolean tellsSourceAccount;

    TrustedService(String principal, boolean tellsSourceAccount) {
        this.principal = principal;
        this.tellsSourceAccount = tellsSourceAccount;
    }

    /** The service principal, {@code ec2.amazonaws.com}. */
    public String principal() {
        return principal;
    }

    boolean tellsSourceAccount() {
        return tellsSourceAccount;
    }
}
