package io.sluice.deploy.template;

import java.util.Set;

/**
 * AWS's own policies that a role may have besides those of the catalogue: none of them allows anything of S3, STS, or functions. From the <a
 * href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policy reference</a>.
 */
final class ManagedPolicies {
    private static final Set<String> WITHOUT_DATA = Set.of(
            "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
            "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole");

    private ManagedPolicies() {}

    static boolean leavesDataAlone(String arn) {
        return WITHOUT_DATA.contains(arn);
    }
}
