package io.sluice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out Ref and Fn::Sub in the catalogue's own account and Region, which is all that rendered documents may contain. */
record Resolved(JsonNode template) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

    JsonNode of(JsonNode value) {
        if (value.isArray()) {
            var all = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> all.add(of(each)));
            return all;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.has("Ref")) {
            return TextNode.valueOf(named(value.path("Ref").asText()));
        }
        if (value.has("Fn::Sub")) {
            return TextNode.valueOf(substituted(value.path("Fn::Sub").asText()));
        }
        var all = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> all.set(member.getKey(), of(member.getValue())));
        return all;
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).isEmpty() ? named(found.group(2)) : "${" + found.group(2) + "}"));
    }

    private String named(String name) {
        return switch (name) {
            case "AWS::AccountId" -> Synthesized.CATALOGUE.account();
            case "AWS::Region" -> Synthesized.CATALOGUE.region();
            default -> template.path("Parameters").path(name).path("Default").asText("<" + name + ">");
        };
    }
}
