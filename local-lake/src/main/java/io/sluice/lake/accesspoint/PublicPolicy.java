package io.sluice.lake.accesspoint;

import io.sluice.iam.Condition;
import io.sluice.iam.Effect;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PrincipalElement;
import io.sluice.iam.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether S3 calls a bucket's or access point's policy public: it begins by assuming so, and an Allow is not public only where it is
 * limited to fixed values, without wildcards or variables, of a principal or of one of the condition keys here. A condition that also
 * holds where its key is absent limits nothing. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">the
 * meaning of "public"</a>.
 */
final class PublicPolicy {
    private static final Set<String> FIXING_KEYS = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:principalorgid",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:userid",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn");

    private static final Set<String> FIXING_OPERATORS =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike");

    private static final String ACCESS_POINT_ARN = "s3:dataaccesspointarn";
    private static final Pattern ACCESS_POINTS_OF_ONE_ACCOUNT =
            Pattern.compile("arn:aws[a-z-]*:s3:[^:$]*:\\d{12}:accesspoint/[^:$]*");

    private PublicPolicy() {}

    static boolean isPublic(PolicyDocument document) {
        return document.statements().stream().anyMatch(PublicPolicy::isPublic);
    }

    private static boolean isPublic(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && statement.principal().filter(PublicPolicy::isFixed).isEmpty()
                && statement.conditions().stream().noneMatch(PublicPolicy::fixes);
    }

    private static boolean isFixed(PrincipalElement principal) {
        return !principal.isNegated()
                && !principal.namesEverybody()
                && principal.entries().values().stream().flatMap(List::stream).allMatch(PublicPolicy::isFixed);
    }

    private static boolean fixes(Condition condition) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        String operator = condition.operatorText().toLowerCase(Locale.ROOT).replaceFirst("^foranyvalue:", "");
        if (key.equals("aws:sourceip")) {
            return operator.equals("ipaddress") && condition.values().stream().allMatch(AddressRange::isNarrow);
        }
        return FIXING_OPERATORS.contains(operator)
                && FIXING_KEYS.contains(key)
                && condition.values().stream().allMatch(value -> isFixedValue(key, value));
    }

    /** The name of an access point may be a pattern as long as its account is fixed; {@code AROA…:*} is a pattern like any other. */
    private static boolean isFixedValue(String key, String value) {
        return isFixed(value)
                || (key.equals(ACCESS_POINT_ARN)
                        && ACCESS_POINTS_OF_ONE_ACCOUNT.matcher(value).matches());
    }

    private static boolean isFixed(String value) {
        return !value.isEmpty() && value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.contains("${");
    }
}
