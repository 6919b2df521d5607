package io.sluice.lake.principals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyException;
import io.sluice.iam.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The file of further users: a JSON list of {@code {"arn", "accessKeyId", "secretAccessKey", "policies": […]}}, the policies being
 * documents as objects or as texts that hold one. The ARN is that of a user or root user of any account, of a session of a role, or of a
 * federated user. All of a file is understood, or none of it is used.
 */
public final class PrincipalsFile {
    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("arn", "accessKeyId", "secretAccessKey", "policies"));
    private static final Pattern ARN = Pattern.compile("arn:aws:(iam::\\d{12}:(root|user/([!-~]*/)?[\\w+=,.@-]{1,64})"
            + "|sts::\\d{12}:(assumed-role/[\\w+=,.@-]{1,64}/[\\w+=,.@-]{2,64}|federated-user/[\\w+=,.@-]{2,32}))");
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws:iam::(\\d{12}):role/([!-~]*/)?([\\w+=,.@-]{1,64})");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\w{1,128}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,256}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String file;
    /** Access key ids, to the index where they were first. */
    private final Map<String, Integer> keys = new HashMap<>();

    private PrincipalsFile(String file) {
        this.file = file;
    }

    /**
     * The users of this file.
     *
     * @throws PrincipalsFileException where it is not such a list
     */
    public static List<User> read(Path path) throws IOException {
        return parse(path.getFileName().toString(), Files.readString(path));
    }

    /** The users of this text; messages name it by this file name. */
    public static List<User> parse(String file, String json) {
        return new PrincipalsFile(file).users(json);
    }

    private List<User> users(String json) {
        var root = json(json);
        if (!root.isArray()) {
            throw problem(
                    "",
                    "must be a list of principals: [{\"arn\", \"accessKeyId\", \"secretAccessKey\", \"policies\"}]");
        }
        var users = new ArrayList<User>();
        for (int i = 0; i < root.size(); i++) {
            users.add(user(i, root.get(i)));
        }
        return List.copyOf(users);
    }

    private JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new PrincipalsFileException(
                    file + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": not JSON: " + e.getOriginalMessage());
        }
    }

    private User user(int index, JsonNode node) {
        var at = "[" + index + "]";
        if (!node.isObject()) {
            throw problem(at, "must be an object with " + String.join(", ", MEMBERS));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw problem(
                        at + "." + name, "is not a member of a principal; there is " + String.join(", ", MEMBERS));
            }
        });
        var arn = arn(at + ".arn", text(at, node, "arn"));
        var id = text(at, node, "accessKeyId");
        if (!ACCESS_KEY_ID.matcher(id).matches()) {
            throw problem(at + ".accessKeyId", "must be up to 128 letters, digits and underscores: \"" + id + "\"");
        }
        var first = keys.putIfAbsent(id, index);
        if (first != null) {
            throw problem(at + ".accessKeyId", id + " is already that of [" + first + "]");
        }
        var secret = text(at, node, "secretAccessKey");
        if (!SECRET.matcher(secret).matches()) {
            throw problem(at + ".secretAccessKey", "must be 1 to 256 printable characters without blanks");
        }
        return new User(principal(arn), Credentials.longLived(id, secret), policies(at, arn, node.path("policies")));
    }

    private String text(String at, JsonNode node, String member) {
        var value = node.get(member);
        if (value == null) {
            throw problem(at, "has no \"" + member + "\"");
        }
        if (!value.isTextual()) {
            throw problem(at + "." + member, "must be a text");
        }
        return value.textValue();
    }

    private String arn(String at, String arn) {
        var role = ROLE_ARN.matcher(arn);
        if (role.matches()) {
            throw problem(
                    at,
                    "a role has no keys of its own, its sessions have; write arn:aws:sts::" + role.group(1)
                            + ":assumed-role/" + role.group(3) + "/SESSION");
        }
        if (!ARN.matcher(arn).matches()) {
            throw problem(at, "\"" + arn + "\" is not the ARN of a user, root user, assumed role or federated user");
        }
        return arn;
    }

    private static Principal principal(String arn) {
        var principal = Principal.of(arn);
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        return switch (principal.kind()) {
            case USER -> principal.withUniqueId(Ids.unique("AIDA", arn));
            case ROLE_SESSION -> principal.withUniqueId(Ids.unique("AROA", principal.issuer()) + ":" + name);
            case FEDERATED_USER -> principal.withUniqueId(principal.account() + ":" + name);
            case ROOT -> principal.withUniqueId(principal.account());
            case ROLE, IDENTITY_PROVIDER, SERVICE, ANONYMOUS -> throw new IllegalArgumentException(arn);
        };
    }

    /** Without the member there is none, and without a policy nothing is allowed but by resources. */
    private List<NamedPolicy> policies(String at, String arn, JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw problem(at + ".policies", "must be a list of policy documents");
        }
        if (arn.endsWith(":root") && !node.isEmpty()) {
            throw problem(
                    at + ".policies", "the root user of an account may do everything in it; policies do not bind it");
        }
        var policies = new ArrayList<NamedPolicy>();
        for (int i = 0; i < node.size(); i++) {
            var name = arn.substring(arn.lastIndexOf(':') + 1) + " policies[" + i + "]";
            policies.add(new NamedPolicy(name, policy(at + ".policies[" + i + "]", node.get(i))));
        }
        return policies;
    }

    private PolicyDocument policy(String at, JsonNode node) {
        if (!node.isObject() && !node.isTextual()) {
            throw problem(at, "must be a policy document, as an object or as a text");
        }
        try {
            return PolicyDocument.parse(node.isTextual() ? node.textValue() : node.toString());
        } catch (PolicyException e) {
            var hint = e.suggestion().isEmpty() ? "" : "; did you mean " + e.suggestion() + "?";
            throw problem(at, e.reason() + " at " + e.path() + hint);
        }
    }

    private PrincipalsFileException problem(String at, String what) {
        return new PrincipalsFileException(file + ": " + (at.isEmpty() ? "" : at + ": ") + what);
    }
}
