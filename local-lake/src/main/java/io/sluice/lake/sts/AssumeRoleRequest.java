package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.sts.Constraints.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The parameters of a call of
 * <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>, each within its limits.
 */
record AssumeRoleRequest(String roleArn, String sessionName, Optional<Duration> duration, Options options) {
    /**
     * What a caller may leave out.
     *
     * @param policy the session policy as it was written
     * @param contextAssertions what IAM Identity Center vouches for
     */
    record Options(
            Optional<String> policy,
            Optional<String> externalId,
            Optional<String> sourceIdentity,
            SequencedMap<String, String> tags,
            Set<String> transitiveTagKeys,
            List<String> contextAssertions) {
        @Override
        public String toString() {
            return "Options[" + tags.keySet() + ", " + contextAssertions.size() + " contexts]";
        }
    }

    static final Rule ROLE_ARN =
            Rule.of(20, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD]+");
    static final Rule SESSION_NAME = Rule.of(2, 64, "[\\w+=,.@-]*");
    static final Rule POLICY = Rule.of(1, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
    private static final Rule EXTERNAL_ID = Rule.of(2, 1224, "[\\w+=,.@:\\/-]*");
    private static final Rule SOURCE_IDENTITY = Rule.of(2, 64, "[\\w+=,.@-]*");
    static final Rule TAG_KEY = Rule.of(1, 128, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    static final Rule TAG_VALUE = Rule.of(0, 256, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    private static final int MOST_TAGS = 50;
    private static final int MOST_CONTEXTS = 5;

    static AssumeRoleRequest of(QueryForm form) {
        var constraints = new Constraints();
        var request = new AssumeRoleRequest(
                constraints.required("roleArn", form.get("RoleArn"), ROLE_ARN),
                constraints.required("roleSessionName", form.get("RoleSessionName"), SESSION_NAME),
                duration(form, constraints),
                options(form, constraints));
        refuseWhatIsNotHere(form);
        form.end();
        constraints.check();
        request.checkTags();
        return request;
    }

    static Optional<Duration> duration(QueryForm form, Constraints constraints) {
        return constraints
                .number("durationSeconds", form.get("DurationSeconds"), SHORTEST, LONGEST)
                .map(Duration::ofSeconds);
    }

    private static Options options(QueryForm form, Constraints constraints) {
        return new Options(
                constraints.optional("policy", form.get("Policy"), POLICY),
                constraints.optional("externalId", form.get("ExternalId"), EXTERNAL_ID),
                constraints.optional("sourceIdentity", form.get("SourceIdentity"), SOURCE_IDENTITY),
                tags(form, constraints),
                transitive(form, constraints),
                contexts(form, constraints));
    }

    /** The assertions of the context providers, which are not to be echoed. */
    private static List<String> contexts(QueryForm form, Constraints constraints) {
        var assertions = new ArrayList<String>();
        for (int i : form.items("ProvidedContexts")) {
            var member = "ProvidedContexts.member." + i;
            var provider = constraints.required(
                    "providedContexts." + i + ".member.providerArn", form.get(member + ".ProviderArn"), ROLE_ARN);
            if (!provider.isEmpty() && !provider.equals(ContextProvider.IDENTITY_CENTER)) {
                throw new AwsException(ErrorCode.ValidationError, "There is no context provider " + provider);
            }
            var assertion = form.get(member + ".ContextAssertion").orElse("");
            constraints.hidden("providedContexts." + i + ".member.contextAssertion", assertion, 4, 2048);
            assertions.add(assertion);
        }
        constraints.most("providedContexts", assertions.size(), MOST_CONTEXTS);
        return assertions;
    }

    private static SequencedMap<String, String> tags(QueryForm form, Constraints constraints) {
        var tags = new LinkedHashMap<String, String>();
        var seen = new LinkedHashSet<String>();
        for (int i : form.items("Tags")) {
            var member = "tags." + i + ".member.";
            var key = constraints.required(member + "key", form.get("Tags.member." + i + ".Key"), TAG_KEY);
            var value = constraints.required(member + "value", form.get("Tags.member." + i + ".Value"), TAG_VALUE);
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw new AwsException(
                        ErrorCode.InvalidParameterValue,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, value);
        }
        constraints.most("tags", tags.size(), MOST_TAGS);
        return tags;
    }

    private static Set<String> transitive(QueryForm form, Constraints constraints) {
        var keys = new LinkedHashSet<String>();
        for (int i : form.items("TransitiveTagKeys")) {
            var member = "TransitiveTagKeys.member." + i;
            keys.add(constraints.required("transitiveTagKeys." + i + ".member", form.get(member), TAG_KEY));
        }
        constraints.most("transitiveTagKeys", keys.size(), MOST_TAGS);
        return keys;
    }

    /** Each of these would limit or widen the session, so none may pass unheard. */
    private static void refuseWhatIsNotHere(QueryForm form) {
        refuseManagedPolicies(form);
        if (form.get("SerialNumber").isPresent() || form.get("TokenCode").isPresent()) {
            throw new AwsException(
                    ErrorCode.AccessDenied, "MultiFactorAuthentication failed, this lake has no MFA devices.");
        }
    }

    static void refuseManagedPolicies(QueryForm form) {
        for (int i : form.items("PolicyArns")) {
            var arn = form.get("PolicyArns.member." + i + ".arn").orElse("");
            throw new AwsException(
                    ErrorCode.ValidationError,
                    "Policy " + arn
                            + " does not exist or is not attachable. This lake has no managed policies; pass the document as Policy.");
        }
    }

    private void checkTags() {
        for (var key : options.tags().keySet()) {
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw new AwsException(ErrorCode.InvalidParameterValue, "Tag keys must not start with aws: " + key);
            }
        }
        for (var key : options.transitiveTagKeys()) {
            if (!options.tags().containsKey(key)) {
                throw new AwsException(
                        ErrorCode.InvalidParameterValue,
                        "The specified transitive tag key must be included in the requested tags: " + key);
            }
        }
    }
}
