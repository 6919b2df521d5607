package io.sluice.lake.accesspoint;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyException;
import io.sluice.iam.PublicAccess;
import io.sluice.iam.Statement;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Checks the documents that are put on buckets and access points: at most 20 KB, a policy that is understood in every detail, a
 * principal in every statement, and only resources of what the policy is put on. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">bucket policies</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">access point policies</a>.
 */
public final class GuardPolicies {
    private GuardPolicies() {}

    /**
     * The compiled document.
     *
     * @param arn the ARN of the bucket or access point that it is put on
     * @throws AwsException {@code MalformedPolicy}
     */
    public static GuardPolicy compile(String arn, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > PolicyDocument.MAX_BYTES) {
            throw malformed("Policy exceeds the maximum allowed document size.");
        }
        PolicyDocument document = parse(text);
        document.statements().forEach(statement -> check(arn, statement));
        return new GuardPolicy(
                text,
                new NamedPolicy(arn, document),
                PublicAccess.isPublic(document),
                document.toJson().toLowerCase(Locale.ROOT).contains("existingobjecttag"));
    }

    private static PolicyDocument parse(String text) {
        if (!text.startsWith("{")) {
            throw new AwsException(ErrorCode.MalformedPolicy);
        }
        try {
            return PolicyDocument.parse(text);
        } catch (PolicyException e) {
            throw malformed(e.getMessage());
        }
    }

    private static void check(String arn, Statement statement) {
        if (statement.principal().isEmpty()) {
            throw malformed("Missing required field Principal");
        }
        if (statement.resources().isEmpty()) {
            throw malformed("Missing required field Resource");
        }
        if (!statement.resources().stream().allMatch(pattern -> covers(pattern, arn))) {
            throw malformed("Policy has invalid resource");
        }
    }

    /** Whether the pattern means the guarded resource or something in it; its wildcards may stand for parts of the ARN. */
    private static boolean covers(String pattern, String arn) {
        int inside =
                nthSlash(pattern, 1 + (int) arn.chars().filter(c -> c == '/').count());
        String outer = inside < 0 ? pattern : pattern.substring(0, inside);
        return matches(outer, arn);
    }

    /** Goes back to the last star only, so that the time is at most the product of the lengths. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    private static int nthSlash(String text, int n) {
        int at = -1;
        for (int i = 0; i < n; i++) {
            at = text.indexOf('/', at + 1);
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    private static AwsException malformed(String message) {
        return new AwsException(ErrorCode.MalformedPolicy, message);
    }
}
