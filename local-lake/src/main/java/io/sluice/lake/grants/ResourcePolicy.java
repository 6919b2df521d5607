package io.sluice.lake.grants;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyException;
import io.sluice.iam.PolicySet;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Set;

/**
 * The resource policy of an instance, which says what principals of other accounts may ask of it. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-cross-accounts.html">S3 Access Grants cross-account
 * access</a>.
 */
final class ResourcePolicy {
    private static final Set<String> ACTIONS = Set.of(
            "s3:listaccessgrants",
            "s3:listaccessgrantslocations",
            "s3:getdataaccess",
            "s3:getaccessgrantsinstanceforprefix",
            "s3:listcalleraccessgrants");

    private ResourcePolicy() {}

    static NamedPolicy of(Instance instance, String document) {
        return new NamedPolicy("policy of " + instance.arn(), PolicyDocument.parse(document));
    }

    /** Refuses what is no such policy, or is about more than may be shared. */
    static void check(String document, Instance instance) {
        try {
            var policy = of(instance, document);
            PolicySet.builder().resource(policy).build();
            policy.document().statements().stream()
                    .flatMap(statement -> statement.actions().stream())
                    .filter(action -> !ACTIONS.contains(action.toLowerCase(java.util.Locale.ROOT)))
                    .findFirst()
                    .ifPresent(action -> {
                        throw new AwsException(
                                ErrorCode.InvalidResourcePolicy,
                                ErrorCode.InvalidResourcePolicy.message() + ": " + action + " cannot be shared");
                    });
        } catch (PolicyException | IllegalArgumentException e) {
            throw new AwsException(
                    ErrorCode.InvalidResourcePolicy, ErrorCode.InvalidResourcePolicy.message() + ": " + e.getMessage());
        }
    }
}
