package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameters of one call in AWS's Query protocol, from the body or the query string. A parameter that nobody asked for is an error, since
 * a misspelt restriction would otherwise be no restriction. From
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/programming.html">calling by HTTP query requests</a>.
 */
final class QueryForm {
    private final Map<String, String> parameters;
    private final Set<String> asked = new HashSet<>();

    private QueryForm(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The parameters of the query string and the body together; those of a presigned query's signature are not among them. */
    static QueryForm of(String rawQuery, String body) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : (rawQuery + "&" + body).split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty() || name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                continue;
            }
            if (parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw new AwsException(ErrorCode.MalformedQueryString, "The parameter " + name + " is there twice");
            }
        }
        return new QueryForm(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new AwsException(ErrorCode.MalformedQueryString);
        }
    }

    Optional<String> get(String name) {
        asked.add(name);
        return Optional.ofNullable(parameters.get(name));
    }

    /** The items of a list, {@code Tags.member.1.Key}, as the numbers that are there, in order. */
    List<Integer> items(String list) {
        // Some clients write a list without items as an empty parameter.
        if ("".equals(parameters.get(list))) {
            asked.add(list);
        }
        var item = Pattern.compile(Pattern.quote(list) + "\\.member\\.([1-9]\\d{0,3})(\\..+)?");
        return parameters.keySet().stream()
                .map(item::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }

    /** Refuses whatever was not asked for by now. */
    void end() {
        for (var name : parameters.keySet()) {
            if (!asked.contains(name)) {
                throw new AwsException(
                        ErrorCode.ValidationError, "The parameter " + name + " is not known to this operation.");
            }
        }
    }
}
