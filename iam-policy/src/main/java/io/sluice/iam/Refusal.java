package io.sluice.iam;

/**
 * AWS's words for a denial.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
final class Refusal {
    private static final String PLAIN = "Access Denied";

    private Refusal() {}

    static String text(AccessRequest request, Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "";
            case Decision.ExplicitlyDenied denied ->
                refusal(
                        request,
                        denied,
                        " with an explicit deny in " + denied.policyType().withArticle());
            case Decision.ImplicitlyDenied denied ->
                refusal(
                        request,
                        denied,
                        " because no " + denied.policyType().text() + " allows the " + request.action() + " action");
        };
    }

    private static String refusal(AccessRequest request, Decision decision, String why) {
        boolean s3 = request.action().startsWith("s3");
        if (request.principal().kind() == Principal.Kind.ANONYMOUS || (s3 && isOutside(request, decision))) {
            return PLAIN;
        }
        var resource = s3 ? '"' + request.resource() + '"' : request.resource();
        return "User: " + request.principal().arn() + " is not authorized to perform: " + request.action()
                + " on resource: " + resource + why;
    }

    /** S3 gives the reason within one account and within one organization, there not for endpoint policies. */
    private static boolean isOutside(AccessRequest request, Decision decision) {
        if (request.principal().account().equals(request.resourceAccount())) {
            return false;
        }
        var org = request.context().lowerCase("aws:resourceorgid");
        boolean sameOrganization = org != null
                && !request.principal().orgId().isEmpty()
                && org.contains(request.principal().orgId());
        return !sameOrganization || decision.policyType() == PolicyType.VPC_ENDPOINT;
    }
}
