package io.sluice.iam;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When S3 calls a bucket or access point policy public: it begins by assuming so, and an Allow is not public only where it is limited to fixed
 * values, without wildcards or variables, of a principal or of one of the condition keys here. A condition that also holds where its key is
 * absent limits nothing.
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
            "aws:principalarn",
            "aws:principalaccount",
            "aws:sourceip",
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

    /** The name of an access point may be a pattern where its account is not. */
    private static final Pattern ACCESS_POINTS_OF_ONE_ACCOUNT =
            Pattern.compile("arn:aws[a-z-]*:s3:[^:$]*:\\d{12}:accesspoint/[^:$]*");

    private PublicAccess() {}

    /** Whether a statement of the policy is public. */
    public static boolean isPublic(PolicyDocument policy) {
        return policy.statements().stream().anyMatch(PublicAccess::isPublic);
    }

    /** Whether an optional policy is public; none is not. */
    static boolean isPublic(Optional<NamedPolicy> policy) {
        return policy.map(named -> isPublic(named.document())).orElse(false);
    }

    /** Whether a statement allows somebody something without fixing who that can be. */
    public static boolean isPublic(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && statement
                        .principal()
                        .filter(principal -> !isFixed(principal))
                        .isPresent()
                && statement.conditions().stream().noneMatch(PublicAccess::fixes);
    }

    private static boolean isFixed(PrincipalElement principal) {
        return !principal.isNegated()
                && !principal.namesEverybody()
                && principal.entries().values().stream().flatMap(List::stream).allMatch(PublicAccess::isFixed);
    }

    private static boolean fixes(Condition condition) {
        return FIXING.contains(condition.conditionKey().name())
                && FIXING_OPERATORS.contains(condition.operator())
                && !condition.ifExists()
                && condition.quantifier() != Condition.Quantifier.FOR_ALL_VALUES
                && condition.values().stream().allMatch(value -> isFixed(condition, value));
    }

    private static boolean isFixed(Condition condition, String value) {
        var key = condition.conditionKey().name();
        if (key.equals("aws:sourceip")) {
            return condition.operator() == ConditionOperator.IP_ADDRESS && isNarrow(IpRange.parse(value));
        }
        return isFixed(value)
                || (key.equals("s3:dataaccesspointarn")
                        && ACCESS_POINTS_OF_ONE_ACCOUNT.matcher(value).matches());
    }

    private static boolean isNarrow(IpRange range) {
        return range.bits() >= (range.family() == 4 ? LEAST_BITS_V4 : LEAST_BITS_V6);
    }

    /** {@code AROA…:*} is a pattern like any other. */
    private static boolean isFixed(String value) {
        return !value.isEmpty() && value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.contains("${");
    }
}
