package io.sluice.catalogue.replay;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.iam.GrantActions;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What each grantee's vended credentials are limited to: the session policy of a grant, as the lake writes it. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-data.html">getting S3 data using access grants</a>.
 */
final class Grants {
    private final String instance;
    private final Set<String> locationRoles;
    private final Map<String, List<RenderedGrants.Grant>> byGrantee = new HashMap<>();
    private final Map<String, List<Granted>> read = new ConcurrentHashMap<>();

    Grants(RenderedCatalogue rendered) {
        instance = rendered.grants().map(RenderedGrants::instanceArn).orElse("");
        locationRoles = rendered.grants().stream()
                .flatMap(grants -> grants.locations().stream())
                .map(RenderedGrants.Location::roleArn)
                .collect(Collectors.toUnmodifiableSet());
        rendered.grants().ifPresent(grants -> grants.grants().forEach(this::add));
    }

    /** One grant, with what its credentials may do at most. */
    record Granted(RenderedGrants.Grant grant, NamedPolicy session) {
        /** Whether it can have a say on a bucket or an object, by ARN; its session policy has the last word. */
        boolean mayCover(String resource) {
            var path = "arn:aws:s3:::" + grant.scope().substring("s3://".length());
            int keys = path.indexOf('/');
            return resource.indexOf('/') < 0
                    ? resource.equals(path.substring(0, keys))
                    : resource.startsWith(path.endsWith("*") ? path.substring(0, path.length() - 1) : path);
        }
    }

    /** Empty where there are no grants. */
    String instance() {
        return instance;
    }

    /** The roles whose sessions are vended. */
    Set<String> locationRoles() {
        return locationRoles;
    }

    List<Granted> of(String grantee) {
        return read.computeIfAbsent(
                grantee,
                _ -> byGrantee.getOrDefault(grantee, List.of()).stream()
                        .map(Grants::granted)
                        .toList());
    }

    private void add(RenderedGrants.Grant grant) {
        byGrantee.computeIfAbsent(grant.grantee().id(), _ -> new ArrayList<>()).add(grant);
    }

    private static Granted granted(RenderedGrants.Grant grant) {
        var name = "grant " + grant.scope() + " " + grant.permission() + " to "
                + grant.grantee().id();
        return new Granted(grant, new NamedPolicy(name, PolicyDocument.parse(session(grant))));
    }

    private static String session(RenderedGrants.Grant grant) {
        var path = grant.scope().substring("s3://".length());
        var bucket = "arn:aws:s3:::" + path.substring(0, path.indexOf('/'));
        var keys = path.substring(path.indexOf('/') + 1);
        var statements = new ArrayList<String>();
        if (!grant.permission().equals("WRITE")) {
            statements.add(allow("Read", GrantActions.READ, bucket + "/" + keys, ""));
            statements.add(allow(
                    "List",
                    GrantActions.LIST,
                    bucket,
                    ",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"" + keys + "\"}}"));
        }
        if (!grant.permission().equals("READ")) {
            statements.add(allow("Write", GrantActions.WRITE, bucket + "/" + keys, ""));
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(String sid, List<String> actions, String resource, String condition) {
        return "{\"Sid\":\"" + sid + "\",\"Effect\":\"Allow\",\"Action\":[\"" + String.join("\",\"", actions)
                + "\"],\"Resource\":\"" + resource + "\"" + condition + "}";
    }
}
