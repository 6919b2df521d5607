package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags of instances, locations and grants, by the ARN that a call names. */
final class GrantTags {
    private final AccessGrants grants;

    GrantTags(AccessGrants grants) {
        this.grants = grants;
    }

    void add(GrantCall call, Map<String, String> added) {
        var tagged = tagged(call);
        var tags = new LinkedHashMap<>(tagged.tags());
        tags.putAll(added);
        grants.tag(tagged, TagsIn.checkCount(tags));
    }

    void remove(GrantCall call) {
        var tagged = tagged(call);
        var tags = new LinkedHashMap<>(tagged.tags());
        tags.keySet()
                .removeAll(List.of(call.query().nonEmpty("tagKeys").orElse("").split("\n", -1)));
        grants.tag(tagged, tags);
    }

    Map<String, String> of(GrantCall call) {
        return tagged(call).tags();
    }

    private Tagged tagged(GrantCall call) {
        var instance = grants.instance(call.account());
        String prefix = instance.arn() + "/";
        if (call.id().equals(instance.arn())) {
            return new Tagged.OfInstance(instance);
        }
        String rest = call.id().startsWith(prefix) ? call.id().substring(prefix.length()) : "";
        if (rest.startsWith("location/")) {
            return new Tagged.OfLocation(
                    instance, grants.location(call.account(), rest.substring("location/".length())));
        }
        if (rest.startsWith("grant/")) {
            return new Tagged.OfGrant(instance, grants.grant(call.account(), rest.substring("grant/".length())));
        }
        throw new AwsException(ErrorCode.InvalidRequest, "Only S3 Access Grants have tags of this kind here.");
    }
}
