package io.sluice.lake.access;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.accesspoint.ControlGate;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.grants.GrantGate;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Gate;
import io.sluice.lake.s3.Permission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whatever one request needs, and remembers for the access log what decided: the first refusal, else the first permission.
 * Not safe for use by several threads.
 */
public final class RequestGate implements Gate, ControlGate, GrantGate {
    private final Authorizer authorizer;
    private final Optional<Identity> identity;
    private final Principal principal;
    private final RequestContext base;
    private final List<Asked> asked = new ArrayList<>(1);
    private Optional<Decision> deciding = Optional.empty();

    RequestGate(Authorizer authorizer, Optional<Identity> identity, Map<String, List<String>> keys) {
        this.authorizer = authorizer;
        this.identity = identity;
        this.principal = identity.map(Identity::principal).orElseGet(Principal::anonymous);
        this.base = RequestContext.of(keys);
    }

    /** A permission that the request could not do without. */
    public record Asked(String action, String resource, Decision decision) {}

    /** All that was asked for, in its order, of which a batch goes on after a refusal. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public String caller() {
        return principal.arn();
    }

    /** The condition keys that every request has, for services that decide by themselves. */
    public RequestContext context() {
        return base;
    }

    /** What decided; none before anything was asked. */
    public Optional<Decision> deciding() {
        return deciding;
    }

    @Override
    public void require(Permission permission) {
        AccessRequest request = request(permission);
        settle(request, decide(permission, request));
    }

    @Override
    public boolean allows(Permission permission) {
        return decide(permission, request(permission)).isAllowed();
    }

    @Override
    public void require(ControlPermission permission) {
        require(permission, Optional.empty());
    }

    @Override
    public Optional<Identity> signer() {
        return identity;
    }

    /** The same, on a resource that may have a policy of its own. */
    @Override
    public void require(ControlPermission permission, Optional<NamedPolicy> policy) {
        var request = new AccessRequest(
                principal,
                permission.action(),
                permission.resource(),
                permission.account(),
                base.with(RequestContext.of(permission.conditions())));
        settle(request, authorizer.atResource(request, identity, policy));
    }

    private void settle(AccessRequest request, Decision decision) {
        asked.add(new Asked(request.action(), request.resource(), decision));
        if (!decision.isAllowed() || deciding.isEmpty()) {
            deciding = Optional.of(decision);
        }
        if (!decision.isAllowed()) {
            throw new AwsException(ErrorCode.AccessDenied, decision.message(request));
        }
    }

    private Decision decide(Permission permission, AccessRequest request) {
        Optional<Address> place = permission.resource().place();
        if (place.isEmpty() || makesBucket(permission)) {
            return authorizer.byIdentity(request, identity);
        }
        Address address = place.get();
        if (address.accessPoint().isEmpty()) {
            return authorizer.atBucket(request, identity, address.bucket());
        }
        AccessPoints.Guarded guarded = authorizer
                .accessPoint(address.accessPoint().get())
                .orElseThrow(() -> new AwsException(ErrorCode.NoSuchAccessPoint));
        return authorizer.throughAccessPoint(request, identity, guarded);
    }

    private AccessRequest request(Permission permission) {
        String caller = principal.account();
        String account = permission
                .resource()
                .place()
                .filter(_ -> !makesBucket(permission))
                .map(address -> authorizer.owner(address.bucket(), caller))
                .orElse(caller);
        return new AccessRequest(
                principal, permission.action(), arn(permission.resource()), account, context(permission));
    }

    /** A bucket to be made is the caller's own, and one that has its name already has no say in it. */
    private static boolean makesBucket(Permission permission) {
        return permission.action().equals("s3:CreateBucket");
    }

    /** The bucket's form, whichever way the request came: refusals name that, and decisions know the other. */
    private static String arn(Permission.Resource resource) {
        return switch (resource) {
            case Permission.Resource.Service _ -> "arn:aws:s3:::*";
            case Permission.Resource.Bucket(var address) -> "arn:aws:s3:::" + address.bucket();
            case Permission.Resource.Item(var address, var key) -> "arn:aws:s3:::" + address.bucket() + "/" + key;
        };
    }

    private RequestContext context(Permission permission) {
        var keys = new HashMap<>(permission.conditions());
        permission
                .resource()
                .place()
                .filter(address -> authorizer.asksForExistingTags(
                        identity, address.bucket(), address.accessPoint().flatMap(authorizer::accessPoint)))
                .ifPresent(_ -> permission
                        .existingTags()
                        .get()
                        .forEach((key, value) -> keys.put("s3:ExistingObjectTag/" + key, List.of(value))));
        return keys.isEmpty() ? base : base.with(RequestContext.of(keys));
    }
}
