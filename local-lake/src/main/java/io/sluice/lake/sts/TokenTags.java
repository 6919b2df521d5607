package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.webidentity.WebToken;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The session tags and the source identity that a provider puts into its tokens. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp">passing session tags
 * using AssumeRoleWithWebIdentity</a>.
 */
final class TokenTags {
    private static final String TAGS = "https://aws.amazon.com/tags";
    private static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";
    private static final int MOST_TAGS = 50;

    private TokenTags() {}

    static SessionRequest.Tags of(WebToken token) {
        if (!token.has(TAGS)) {
            return SessionRequest.Tags.NONE;
        }
        return token.object(TAGS).map(TokenTags::of).orElseThrow(() -> invalid("they are no object"));
    }

    private static SessionRequest.Tags of(Map<String, Object> claim) {
        var values = new LinkedHashMap<String, String>();
        var names = new HashSet<String>();
        if (claim.getOrDefault("principal_tags", Map.of()) instanceof Map<?, ?> tags) {
            tags.forEach((key, value) -> {
                if (!names.add(key.toString().toLowerCase(Locale.ROOT))) {
                    throw invalid("a tag is there twice");
                }
                values.put(checked(key.toString()), value(value));
            });
        } else {
            throw invalid("principal_tags is no object");
        }
        var transitive = new LinkedHashSet<String>();
        if (claim.getOrDefault("transitive_tag_keys", List.of()) instanceof List<?> keys) {
            keys.forEach(key -> transitive.add(String.valueOf(key)));
        }
        if (values.size() > MOST_TAGS || !values.keySet().containsAll(transitive)) {
            throw invalid("too many tags, or a transitive key that is no tag");
        }
        return new SessionRequest.Tags(values, transitive);
    }

    private static String checked(String key) {
        boolean reserved = key.toLowerCase(Locale.ROOT).startsWith("aws:");
        if (reserved
                || key.length() > 128
                || !AssumeRoleRequest.TAG_KEY.pattern().matcher(key).matches()) {
            throw invalid("a key that no tag may have");
        }
        return key;
    }

    /** Each value stands in a list of one. */
    private static String value(Object value) {
        if (value instanceof List<?> one
                && one.size() == 1
                && one.getFirst() instanceof String text
                && text.length() <= 256
                && AssumeRoleRequest.TAG_VALUE.pattern().matcher(text).matches()) {
            return text;
        }
        throw invalid("a value that no tag may have");
    }

    static Optional<String> sourceIdentity(WebToken token) {
        var asked = token.text(SOURCE_IDENTITY);
        boolean fits = asked.filter(name -> name.matches("[\\w+=,.@-]{2,64}")).isPresent();
        if (token.has(SOURCE_IDENTITY) && !fits) {
            throw new AwsException(ErrorCode.InvalidIdentityToken, "The source identity of the token is not valid");
        }
        return asked;
    }

    private static AwsException invalid(String why) {
        return new AwsException(ErrorCode.InvalidIdentityToken, "The session tags of the token are not valid: " + why);
    }
}
