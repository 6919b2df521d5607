package io.sluice.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Policies of what a catalogue does not speak of: the key, the log bucket, queues, the network's endpoint. */
final class Policies {
    private Policies() {}

    static Map<String, Object> document(List<Map<String, Object>> statements) {
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return document;
    }

    static Map<String, Object> allow(String sid, Object principal, List<String> actions, Object resource) {
        return statement(sid, "Allow", principal, actions, resource);
    }

    static Map<String, Object> deny(String sid, Object principal, List<String> actions, Object resource) {
        return statement(sid, "Deny", principal, actions, resource);
    }

    private static Map<String, Object> statement(
            String sid, String effect, Object principal, List<String> actions, Object resource) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", sid);
        statement.put("Effect", effect);
        statement.put("Principal", principal);
        statement.put("Action", actions);
        statement.put("Resource", resource);
        return statement;
    }

    /** A statement of an identity policy. */
    static Map<String, Object> permission(String sid, List<String> actions, Object resource) {
        var statement = allow(sid, "", actions, resource);
        statement.remove("Principal");
        return statement;
    }

    /** A statement of a trust policy, which speaks of the role itself. */
    static Map<String, Object> withoutResource(Map<String, Object> statement) {
        var all = new LinkedHashMap<>(statement);
        all.remove("Resource");
        return all;
    }

    /** The statement, where these keys have these values. */
    static Map<String, Object> when(Map<String, Object> statement, String operator, Object... keysAndValues) {
        var conditions = new LinkedHashMap<String, Object>();
        if (statement.get("Condition") instanceof Map<?, ?> others) {
            others.forEach((name, value) -> conditions.put(name.toString(), value));
        }
        var keys = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        conditions.put(operator, keys);
        var all = new LinkedHashMap<>(statement);
        all.put("Condition", conditions);
        return all;
    }

    /** Requests without TLS are refused. */
    static Map<String, Object> onlyTls(String action, Object resource) {
        return when(deny("DenyWithoutTls", "*", List.of(action), resource), "Bool", "aws:SecureTransport", "false");
    }

    static Map<String, Object> service(String name) {
        return Map.of("Service", name);
    }
}
