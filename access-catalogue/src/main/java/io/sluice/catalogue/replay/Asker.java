package io.sluice.catalogue.replay;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A logged request with what is known of its caller.
 *
 * @param vend what the caller's credentials were vended for, where that is known
 */
record Asker(Callers.Known known, LoggedRequest request, Optional<Vend> vend) {
    private static final Map<String, String> LIST_KEYS =
            Map.of("prefix", "s3:prefix", "delimiter", "s3:delimiter", "max-keys", "s3:max-keys");
    private static final Map<String, String> OBJECT_KEYS =
            Map.of("versionId", "s3:VersionId", "x-amz-acl", "s3:x-amz-acl");

    /** The same, as a service asks it in the caller's name. */
    Asker via(String service) {
        var means = new LoggedRequest.Means(request.means().tls(), service);
        return new Asker(
                known,
                new LoggedRequest(request.time(), request.caller(), request.call(), means, request.allowed()),
                vend);
    }

    /** Whether it is a session of a role of the catalogue, and has no condition keys but those of its way and means. */
    boolean isPlain() {
        return known.role().isPresent()
                && known.principal().kind() == Principal.Kind.ROLE_SESSION
                && !request.call().parameters().containsKey("versionId")
                && !request.call().parameters().containsKey("x-amz-acl");
    }

    /** The condition keys that the log tells; of the others those that are given. */
    AccessRequest asks(String action, String resource, String account, Map<String, String> more) {
        var keys = new HashMap<String, List<String>>();
        var call = request.call();
        (call.key().isEmpty() ? LIST_KEYS : OBJECT_KEYS).forEach((parameter, key) -> {
            var value = call.parameters().get(parameter);
            if (value != null) {
                keys.put(key, List.of(value));
            }
        });
        if (!request.means().invokedBy().isEmpty()) {
            keys.put("aws:CalledVia", List.of(request.means().invokedBy()));
        }
        more.forEach((key, value) -> keys.put(key, List.of(value)));
        return new AccessRequest(known.principal(), action, resource, account, RequestContext.of(keys));
    }
}
