package io.sluice.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.Fn;

/**
 * Puts what only AWS knows in place of what the catalogue says: the account and Region that a template is deployed to, and ids that AWS
 * gives. Nothing else of a document changes, so with the catalogue's own account and Region it is the document again. The issuer of an OIDC
 * provider stays as it is, whatever it contains, and so do policy variables. From <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html">Fn::Sub</a>.
 */
final class Placeholders {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ISSUER = "oidc-provider/[^\"\\s]*";

    private final SequencedMap<String, String> names;
    private final Pattern literal;

    private Placeholders(SequencedMap<String, String> names) {
        this.names = names;
        this.literal = Pattern.compile(names.keySet().stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", ISSUER + "|(?<![0-9A-Za-z])(?:", ")(?![0-9A-Za-z])")));
    }

    static Placeholders of(String account, String region) {
        var names = new LinkedHashMap<String, String>();
        names.put(account, "AWS::AccountId");
        names.put(region, "AWS::Region");
        return new Placeholders(names);
    }

    /** These and one more: a parameter stands wherever the catalogue has this literal. */
    Placeholders with(String text, String parameter) {
        var all = new LinkedHashMap<>(names);
        all.put(text, parameter);
        return new Placeholders(all);
    }

    /** The text as CloudFormation works it out, for a property of the CDK. */
    String text(String text) {
        return switch (worked(text)) {
            case String plain -> plain;
            case Map<?, ?> function when function.containsKey("Ref") -> Fn.ref(names.get(text));
            case Map<?, ?> function -> Fn.sub(function.get("Fn::Sub").toString());
            default -> throw new IllegalStateException(text);
        };
    }

    /** The text itself, or a function of CloudFormation as its template has it. */
    private Object worked(String text) {
        if (names.containsKey(text)) {
            return Map.of("Ref", names.get(text));
        }
        var escaped = text.replace("${", "${!");
        var replaced = literal.matcher(escaped).replaceAll(this::placeholder);
        return replaced.equals(escaped) ? text : Map.of("Fn::Sub", replaced);
    }

    private String placeholder(java.util.regex.MatchResult found) {
        var name = names.get(found.group());
        return Matcher.quoteReplacement(name == null ? found.group() : "${" + name + "}");
    }

    /** A JSON document as the maps, lists and texts that the CDK takes. */
    Object document(String json) {
        try {
            return replaced(JSON.readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }

    private Object replaced(Object value) {
        return switch (value) {
            case String text -> worked(text);
            case List<?> items -> items.stream().map(this::replaced).toList();
            case Map<?, ?> members -> {
                var all = new LinkedHashMap<Object, Object>();
                members.forEach((name, member) -> all.put(name, replaced(member)));
                yield all;
            }
            default -> value;
        };
    }
}
