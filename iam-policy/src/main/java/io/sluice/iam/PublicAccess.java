package io.sluice.iam;

import java.util.Optional;
import java.util.Set;

/**
 * When S3 calls a bucket or access point policy public, and what block public access then does.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
public final class PublicAccess {
    /** A statement for everybody is not public where one of these has fixed values only. */
    private static final Set<String> FIXING = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:sourceip",
            "aws:vpcsourceip",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private static final Set<ConditionOperator> FIXING_OPERATORS = Set.of(
            ConditionOperator.STRING_EQUALS,
            ConditionOperator.STRING_EQUALS_IGNORE_CASE,
            ConditionOperator.STRING_LIKE,
            ConditionOperator.ARN_EQUALS,
            ConditionOperator.ARN_LIKE,
            ConditionOperator.IP_ADDRESS);

    /** The widest networks that still count as fixed. */
    private static final int LEAST_BITS_V4 = 8;

    private static final int LEAST_BITS_V6 = 32;

    private PublicAccess() {}

    /** Whether a statement of the policy is public. */
    public static boolean isPublic(PolicyDocument policy) {
        return policy.statements().stream().anyMatch(PublicAccess::isPublic);
    }

    /** Whether an optional policy is public; none is not. */
    static boolean isPublic(Optional<NamedPolicy> policy) {
        return policy.map(named -> isPublic(named.document())).orElse(false);
    }

    /** Whether a statement allows everybody something without fixing who that can be. */
    public static boolean isPublic(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && statement.principal().map(PrincipalElement::namesEverybody).orElse(false)
                && statement.conditions().stream().noneMatch(PublicAccess::fixes);
    }

    private static boolean fixes(Condition condition) {
        return FIXING.contains(condition.conditionKey().name())
                && FIXING_OPERATORS.contains(condition.operator())
                && !condition.ifExists()
                && condition.quantifier() != Condition.Quantifier.FOR_ALL_VALUES
                && condition.values().stream().allMatch(value -> isFixed(condition, value));
    }

    private static boolean isFixed(Condition condition, String value) {
        if (condition.operator() == ConditionOperator.IP_ADDRESS) {
            var range = IpRange.parse(value);
            return range.bits() >= (range.family() == 4 ? LEAST_BITS_V4 : LEAST_BITS_V6);
        }
        if (value.contains("${")) {
            return false;
        }
        boolean pattern = condition.operator() != ConditionOperator.STRING_EQUALS
                && condition.operator() != ConditionOperator.STRING_EQUALS_IGNORE_CASE
                && (value.contains("*") || value.contains("?"));
        return !pattern || (condition.conditionKey().name().equals("s3:dataaccesspointarn") && fixesAccount(value));
    }

    /** An access point's name may be a pattern where its account is not. */
    private static boolean fixesAccount(String arn) {
        var parts = arn.split(":", 6);
        return parts.length == 6 && parts[4].matches("\\d{12}");
    }
}
