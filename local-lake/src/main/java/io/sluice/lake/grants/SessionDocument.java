package io.sluice.lake.grants;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The session policy of vended credentials: whatever the role of the location may, they may only this. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-data.html">getting S3 data using access grants</a> and the
 * actions that a location's role is told to have in <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html">registering a location</a>.
 */
final class SessionDocument {
    private static final List<String> READ = List.of(
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:ListMultipartUploadParts");
    private static final List<String> WRITE = List.of(
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:AbortMultipartUpload");
    private static final List<String> LIST =
            List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads");

    private SessionDocument() {}

    static String of(Scope scope, Permission permission) {
        var document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        var statements = document.putArray("Statement");
        String keys = literal(scope.key()) + (scope.isPrefix() ? "*" : "");
        String bucket = "arn:aws:s3:::" + scope.bucket();
        if (permission.reads()) {
            allow(statements, READ, bucket + "/" + keys);
            var list = allow(statements, LIST, bucket);
            if (!keys.equals("*")) {
                list.putObject("Condition").putObject("StringLike").put("s3:prefix", keys);
            }
            encrypted(statements, "kms:Decrypt");
        }
        if (permission.writes()) {
            allow(statements, WRITE, bucket + "/" + keys);
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
