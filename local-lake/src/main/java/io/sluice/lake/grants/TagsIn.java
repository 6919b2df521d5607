package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.XmlIn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The tags of a request, within their limits. */
final class TagsIn {
    private static final int MOST = 50;
    private static final String PATTERN = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    private TagsIn() {}

    static Map<String, String> of(XmlIn.Element root) {
        var tags = new LinkedHashMap<String, String>();
        GrantsXml.child(root, "Tags")
                .ifPresent(list -> list.all("Tag").forEach(tag -> {
                    String key = tag.required("Key");
                    check(key, tag.required("Value"));
                    if (tags.put(key, tag.required("Value")) != null) {
                        throw new AwsException(
                                ErrorCode.InvalidTag,
                                "There are duplicate tag keys in your request. Remove the duplicate tag keys and try again.");
                    }
                }));
        return checkCount(tags);
    }

    static Map<String, String> checkCount(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw new AwsException(ErrorCode.TooManyTags);
        }
        return tags;
    }

    private static void check(String key, String value) {
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw new AwsException(ErrorCode.InvalidTags);
        }
        boolean fits = !key.isEmpty() && key.length() <= 128 && value.length() <= 256;
        if (!fits || !key.matches(PATTERN) || !value.matches(PATTERN)) {
            throw new AwsException(
                    ErrorCode.InvalidTag,
                    "This request contains a tag key or value that isn't valid. Tag keys can contain up to 128 characters."
                            + " Tag values can contain up to 256 characters.");
        }
    }
}
