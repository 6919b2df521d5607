package io.sluice.iam;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads decision-table.txt: each row becomes one line of input for {@link DecisionLines}. */
final class DecisionTable {
    private static final Set<String> LISTS = Set.of("identity", "session");
    private static final Map<String, String> MEMBERS = Map.of(
            "identity", "identityPolicies",
            "resource", "resourcePolicy",
            "trust", "resourcePolicy",
            "boundary", "permissionsBoundary",
            "session", "sessionPolicies",
            "scp", "serviceControlPolicies",
            "rcp", "resourceControlPolicies",
            "endpoint", "vpcEndpointPolicy",
            "gate", "accessPoint",
            "apolicy", "accessPointPolicy");
    private static final Map<String, String> TYPES = Map.of(
            "IDENTITY", "identity-based policy",
            "RESOURCE", "resource-based policy",
            "BOUNDARY", "permissions boundary",
            "SESSION", "session policy",
            "SCP", "service control policy",
            "RCP", "resource control policy",
            "ENDPOINT", "VPC endpoint policy",
            "TRUST", "role trust policy");
    private static final Pattern NAME = Pattern.compile("%([a-z][a-z0-9]*)");
    private static final String ANYTHING = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";

    /** @param decision the decision expected, with the policy type where the row says one */
    record Row(String name, String page, String subject, String request, String decision, String policyType) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final Map<String, String> pages = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<String>> policies = new LinkedHashMap<>();
    private String group = "";
    private String page = "";
    private String subject = "";
    private String bare = "";
    private String owner = "111122223333";

    static List<Row> rows() {
        var table = new DecisionTable();
        try (var in = DecisionTable.class.getResourceAsStream("decision-table.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(table::line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return table.rows;
    }

    private void line(String line) {
        var text = named(line);
        int space = text.indexOf(' ');
        var word = space < 0 ? text : text.substring(0, space);
        var rest = space < 0 ? "" : text.substring(space + 1);
        switch (word) {
            case "page" -> pages.put(rest.substring(0, rest.indexOf(' ')), rest.substring(rest.indexOf(' ') + 1));
            case "let" -> names.put(rest.substring(0, rest.indexOf(' ')), rest.substring(rest.indexOf(' ') + 1));
            case "cite" -> page = pages.get(rest);
            case "group" -> reset(rest, "set", "");
            case "set" -> set(rest);
            case "+", "-", "!" -> row(word, rest);
            default -> element(word, rest);
        }
    }

    private String named(String line) {
        return NAME.matcher(line)
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(names.getOrDefault(found.group(1), found.group())));
    }

    private void reset(String title, String about, String defaultToken) {
        group = title.isEmpty() ? group : title;
        policies.clear();
        subject = about;
        bare = defaultToken;
        owner = "111122223333";
    }

    private void element(String word, String json) {
        var title = word + " " + json;
        switch (word) {
            case "if" -> {
                reset("", title, "");
                set("identity {\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" + json + "}");
            }
            case "actions", "notactions" -> {
                reset("", title, "act ");
                var element = word.equals("actions") ? "Action" : "NotAction";
                set("identity {\"Effect\":\"Allow\",\"" + element + "\":" + json + ",\"Resource\":\"*\"}");
            }
            case "resources", "notresources" -> {
                reset("", title, "on ");
                var element = word.equals("resources") ? "Resource" : "NotResource";
                set("identity {\"Effect\":\"Allow\",\"Action\":\"*\",\"" + element + "\":" + json + "}");
            }
            case "principals" -> {
                reset("", title, "as ");
                owner = "999988887777";
                set("identity " + ANYTHING);
                set("resource {\"Effect\":\"Allow\",\"Principal\":" + json + ",\"Action\":\"*\",\"Resource\":\"*\"}");
            }
            case "notprincipals" -> {
                reset("", title, "as ");
                owner = "999988887777";
                set("identity " + ANYTHING);
                set("resource [{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"NotPrincipal\":" + json + ",\"Action\":\"*\",\"Resource\":\"*\"}]");
            }
            default -> throw new AssertionError("Unknown word in the table: " + word);
        }
    }

    private void set(String what) {
        int space = what.indexOf(' ');
        var type = what.substring(0, space);
        var json = what.substring(space + 1);
        var value =
                switch (type) {
                    case "gate" -> json;
                    case "scp", "rcp" -> level(json);
                    default -> document(json);
                };
        var member = policies.computeIfAbsent(MEMBERS.get(type), _ -> new ArrayList<>());
        if (!LISTS.contains(type) && !type.endsWith("cp")) {
            member.clear();
        }
        member.add(value);
    }

    private static String document(String json) {
        return json.contains("\"Statement\"") ? json : "{\"Version\":\"2012-10-17\",\"Statement\":" + json + "}";
    }

    /** Each statement of a level as a policy of its own. */
    private static String level(String json) {
        return Json.parse(json) instanceof Json.Array(var _, var items)
                ? items.stream()
                        .map(item -> (Json.Node) item)
                        .map(node -> document(json.substring(node.from(), node.to())))
                        .collect(Collectors.joining(",", "[", "]"))
                : "[]";
    }

    private void row(String sign, String rest) {
        var words = rest.split(" ", 2);
        var type = TYPES.getOrDefault(words[0], "");
        var tokens = type.isEmpty() ? rest : words.length < 2 ? "" : words[1];
        var decision =
                switch (sign) {
                    case "+" -> "Allowed";
                    case "-" -> "ImplicitlyDenied";
                    default -> "ExplicitlyDenied";
                };
        var name = (rows.size() + 1) + " " + group + ": " + (subject.equals("set") ? "" : subject + " ") + sign + " "
                + rest;
        rows.add(new Row(name, page, subject, request(tokens), decision, type));
    }

    private String request(String tokens) {
        var principal = "arn:aws:iam::111122223333:user/ana";
        var action = "s3:GetObject";
        var resource = "arn:aws:s3:::lake/a/1";
        var account = owner;
        var context = new LinkedHashMap<String, String>();
        for (var token : tokens.isEmpty() ? new String[0] : tokens.split(" ; ")) {
            boolean isKey = !token.startsWith("arn:") && token.matches("[A-Za-z][^ {]*=.*");
            var full = isKey || token.matches("(as|act|on|owner) .*") || bare.isEmpty() ? token : bare + token;
            var argument = full.substring(full.indexOf(' ') + 1);
            if (full.startsWith("as ")) {
                principal = argument;
            } else if (full.startsWith("act ")) {
                action = argument;
            } else if (full.startsWith("on ")) {
                resource = argument;
            } else if (full.startsWith("owner ")) {
                account = argument;
            } else {
                context.put(full.substring(0, full.indexOf('=')), values(full.substring(full.indexOf('=') + 1)));
            }
        }
        var json = new StringBuilder("{\"principal\":")
                .append(principal.startsWith("{") ? principal : "{\"arn\":" + quoted(principal) + "}")
                .append(",\"action\":" + quoted(action))
                .append(",\"resource\":" + quoted(resource))
                .append(",\"resourceAccount\":" + quoted(account))
                .append(",\"context\":{");
        json.append(context.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",")));
        json.append('}');
        policies.forEach((member, all) -> json.append(",\"" + member + "\":")
                .append(member.endsWith("Policies") ? "[" + String.join(",", all) + "]" : all.getFirst()));
        return json.append('}').toString();
    }

    private static String values(String text) {
        if (text.equals("[]")) {
            return "[]";
        }
        return text.contains("|")
                ? List.of(text.split("\\|")).stream()
                        .map(DecisionTable::quoted)
                        .collect(Collectors.joining(",", "[", "]"))
                : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
