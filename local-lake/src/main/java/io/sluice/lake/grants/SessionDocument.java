package io.sluice.lake.grants;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.iam.GrantActions;
import java.util.List;

/**
 * The session policy of vended credentials: whatever the role of the location may, they may only this. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-data.html">getting S3 data using access grants</a>.
 */
final class SessionDocument {
    private SessionDocument() {}

    static String of(Scope scope, Permission permission) {
        var document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        var statements = document.putArray("Statement");
        String keys = literal(scope.key()) + (scope.isPrefix() ? "*" : "");
        String bucket = "arn:aws:s3:::" + scope.bucket();
        if (permission.reads()) {
            allow(statements, GrantActions.READ, bucket + "/" + keys);
            var list = allow(statements, GrantActions.LIST, bucket);
            if (!keys.equals("*")) {
                list.putObject("Condition").putObject("StringLike").put("s3:prefix", keys);
            }
            encrypted(statements, "kms:Decrypt");
        }
        if (permission.writes()) {
            allow(statements, GrantActions.WRITE, bucket + "/" + keys);
            encrypted(statements, "kms:GenerateDataKey");
        }
        return document.toString();
    }

    private static ObjectNode allow(ArrayNode statements, List<String> actions, String resource) {
        var statement = statements.addObject().put("Effect", "Allow");
        var all = statement.putArray("Action");
        actions.forEach(all::add);
        return statement.put("Resource", resource);
    }

    private static void encrypted(ArrayNode statements, String action) {
        allow(statements, List.of(action), "*")
                .putObject("Condition")
                .putObject("StringLike")
                .put("kms:ViaService", "s3.*.amazonaws.com");
    }

    /** What would mean something in a policy is itself here: a star in a key is a star. */
    private static String literal(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*', '?', '$' -> out.append("${").append(c).append('}');
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
