package io.sluice.lake.grants;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.XmlIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of S3 Access Grants. Nothing is told of an instance, not even whether it is there, before the caller is allowed to ask.
 * From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">Amazon S3 Control</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#S3AccessGrantsErrorCodeList">its error codes</a>.
 */
public final class GrantsPlane {
    private final AccessGrants grants;
    private final Vending vending;
    private final GrantListings listings;
    private final GrantTags tags;

    public GrantsPlane(AccessGrants grants) {
        this.grants = grants;
        vending = new Vending(grants.parts().principals());
        listings = new GrantListings(grants);
        tags = new GrantTags(grants);
    }

    /** The ARN of the instance that an account has or would have. */
    public String instanceArn(String account) {
        return grants.arn(account);
    }

    /**
     * Performs the operation.
     *
     * @param body verified while it is read, and always read to its end before anything is done
     * @throws AwsException in S3's words
     */
    public GrantAnswer answer(GrantCall asked, InputStream body, GrantGate gate) throws IOException {
        var call = asked.action() == GrantAction.GetAccessGrantsInstanceForPrefix ? atOwner(asked) : asked;
        return switch (call.action()) {
            case CreateAccessGrantsInstance -> createInstance(call, request(call, body), gate);
            case AssociateAccessGrantsIdentityCenter -> associate(call, request(call, body), gate);
            case PutAccessGrantsInstanceResourcePolicy -> putPolicy(call, request(call, body), gate);
            case CreateAccessGrantsLocation -> createLocation(call, request(call, body), gate);
            case UpdateAccessGrantsLocation -> updateLocation(call, request(call, body), gate);
            case CreateAccessGrant -> createGrant(call, request(call, body), gate);
            case TagResource -> tag(call, request(call, body), gate);
            case GetAccessGrantsInstance,
                    DeleteAccessGrantsInstance,
                    ListAccessGrantsInstances,
                    GetAccessGrantsInstanceForPrefix,
                    DissociateAccessGrantsIdentityCenter,
                    GetAccessGrantsInstanceResourcePolicy,
                    DeleteAccessGrantsInstanceResourcePolicy,
                    GetAccessGrantsLocation,
                    DeleteAccessGrantsLocation,
                    ListAccessGrantsLocations,
                    GetAccessGrant,
                    DeleteAccessGrant,
                    ListAccessGrants,
                    ListCallerAccessGrants,
                    GetDataAccess,
                    UntagResource,
                    ListTagsForResource -> {
                body.transferTo(OutputStream.nullOutputStream());
                require(call, gate, Map.of());
                yield withoutBody(call, gate);
            }
        };
    }

    private static XmlIn.Element request(GrantCall call, InputStream body) throws IOException {
        return XmlIn.read(body, XmlIn.SMALL, call.action().name() + "Request");
    }

    private GrantAnswer createInstance(GrantCall call, XmlIn.Element request, GrantGate gate) {
        require(call, gate, Map.of());
        var center = request.first("IdentityCenterArn");
        center.ifPresent(arn -> DirectoryPermissions.associate(call, arn, gate));
        var created = grants.create(call.account(), center, TagsIn.of(request));
        return GrantAnswer.of(GrantsXml.instance("CreateAccessGrantsInstanceResult", created));
    }

    private GrantAnswer associate(GrantCall call, XmlIn.Element request, GrantGate gate) {
        require(call, gate, Map.of());
        String center = request.required("IdentityCenterArn");
        DirectoryPermissions.associate(call, center, gate);
        grants.associate(call.account(), center);
        return GrantAnswer.of("");
    }

    private GrantAnswer putPolicy(GrantCall call, XmlIn.Element request, GrantGate gate) {
        require(call, gate, Map.of());
        var policy = grants.putPolicy(call.account(), request.required("Policy"), request.first("Organization"));
        return GrantAnswer.of(GrantsXml.policy("PutAccessGrantsInstanceResourcePolicyResult", policy));
    }

    private GrantAnswer createLocation(GrantCall call, XmlIn.Element request, GrantGate gate) {
        String scope = request.required("LocationScope");
        String role = request.required("IAMRoleArn");
        require(call, gate, Map.of("s3:AccessGrantsLocationScope", List.of(scope)));
        passRole(call, role, gate);
        var created = grants.createLocation(call.account(), scope, role, TagsIn.of(request));
        return GrantAnswer.of(
                GrantsXml.location("CreateAccessGrantsLocationResult", grants.instance(call.account()), created));
    }

    private GrantAnswer updateLocation(GrantCall call, XmlIn.Element request, GrantGate gate) {
        String role = request.required("IAMRoleArn");
        require(call, gate, Map.of());
        passRole(call, role, gate);
        var changed = grants.updateLocation(call.account(), call.id(), role);
        return GrantAnswer.of(
                GrantsXml.location("UpdateAccessGrantsLocationResult", grants.instance(call.account()), changed));
    }

    /** Who registers a location hands its role over to the service. */
    private static void passRole(GrantCall call, String role, GrantGate gate) {
        if (!role.matches("arn:aws:iam::\\d{12}:role/[!-~]+")) {
            throw new AwsException(ErrorCode.InvalidIamRole);
        }
        gate.require(
                new ControlPermission(
                        "iam:PassRole",
                        role,
                        call.account(),
                        Map.of("iam:PassedToService", List.of("access-grants.s3.amazonaws.com"))),
                Optional.empty());
    }

    private GrantAnswer createGrant(GrantCall call, XmlIn.Element request, GrantGate gate) {
        var wanted = wanted(request);
        var scope = grants.of(call.account()).location(wanted.locationId()).map(Location::scope);
        require(
                call,
                gate,
                scope.map(text -> Map.of("s3:AccessGrantsLocationScope", List.of(text)))
                        .orElse(Map.of()));
        DirectoryPermissions.grant(call, wanted, gate);
        var created = grants.createGrant(call.account(), wanted);
        return new GrantAnswer(
                200,
                GrantsXml.grant("CreateAccessGrantResult", grants.instance(call.account()), created),
                Map.of(
                        "accessGrantId", created.id(),
                        "grantScope", created.scope().text(),
                        "permission", created.permission().name(),
                        "granteeType", created.grantee().type().name(),
                        "granteeIdentifier", created.grantee().identifier()));
    }

    private static AccessGrants.Wanted wanted(XmlIn.Element request) {
        var grantee = GrantsXml.child(request, "Grantee").orElseThrow(() -> new AwsException(ErrorCode.MalformedXML));
        var type = request.first("S3PrefixType");
        if (type.isPresent() && !type.get().equals("Object")) {
            throw new AwsException(ErrorCode.InvalidRequest, "The type of a prefix can be Object only.");
        }
        return new AccessGrants.Wanted(
                request.required("AccessGrantsLocationId"),
                GrantsXml.child(request, "AccessGrantsLocationConfiguration")
                        .flatMap(configuration -> configuration.first("S3SubPrefix"))
                        .orElse(""),
                type.isPresent(),
                new Grantee(Grantee.Type.of(grantee.required("GranteeType")), grantee.required("GranteeIdentifier")),
                Permission.of(request.required("Permission")),
                request.first("ApplicationArn"),
                TagsIn.of(request));
    }

    private GrantAnswer tag(GrantCall call, XmlIn.Element request, GrantGate gate) {
        var added = TagsIn.of(request);
        require(call, gate, Map.of());
        tags.add(call, added);
        return GrantAnswer.gone();
    }

    private GrantAnswer withoutBody(GrantCall call, GrantGate gate) {
        String account = call.account();
        return switch (call.action()) {
            case GetAccessGrantsInstance ->
                GrantAnswer.of(GrantsXml.instance("GetAccessGrantsInstanceResult", grants.instance(account)));
            case DeleteAccessGrantsInstance -> gone(() -> grants.deleteInstance(account));
            case ListAccessGrantsInstances -> listings.instances(call);
            case GetAccessGrantsInstanceForPrefix -> forPrefix(call);
            case DissociateAccessGrantsIdentityCenter -> gone(() -> grants.dissociate(account));
            case GetAccessGrantsInstanceResourcePolicy -> policy(account);
            case DeleteAccessGrantsInstanceResourcePolicy -> gone(() -> grants.deletePolicy(account));
            case GetAccessGrantsLocation ->
                GrantAnswer.of(GrantsXml.location(
                        "GetAccessGrantsLocationResult",
                        grants.instance(account),
                        grants.location(account, call.id())));
            case DeleteAccessGrantsLocation -> gone(() -> grants.deleteLocation(account, call.id()));
            case ListAccessGrantsLocations -> listings.locations(call);
            case GetAccessGrant ->
                GrantAnswer.of(GrantsXml.grant(
                        "GetAccessGrantResult", grants.instance(account), grants.grant(account, call.id())));
            case DeleteAccessGrant -> gone(() -> grants.deleteGrant(account, call.id()));
            case ListAccessGrants -> listings.grants(call);
            case ListCallerAccessGrants -> listings.ofCaller(call, caller(call, gate));
            case GetDataAccess -> vend(call, gate);
            case UntagResource -> gone(() -> tags.remove(call));
            case ListTagsForResource -> GrantAnswer.of(GrantsXml.tags(tags.of(call)));
            case CreateAccessGrantsInstance,
                    AssociateAccessGrantsIdentityCenter,
                    PutAccessGrantsInstanceResourcePolicy,
                    CreateAccessGrantsLocation,
                    UpdateAccessGrantsLocation,
                    CreateAccessGrant,
                    TagResource -> throw new IllegalArgumentException(call.action() + " has a body");
        };
    }

    private static GrantAnswer gone(Runnable deletion) {
        deletion.run();
        return GrantAnswer.gone();
    }

    /** The call at the account that owns the bucket, so that callers need not know whose it is. */
    private GrantCall atOwner(GrantCall call) {
        return owner(call.query().nonEmpty("s3prefix").orElse(""))
                .map(owner -> new GrantCall(call.action(), owner, call.id(), call.query()))
                .orElse(call);
    }

    private Optional<String> owner(String prefix) {
        String text = prefix.startsWith(Scope.SCHEME) ? prefix.substring(Scope.SCHEME.length()) : prefix;
        String bucket = text.split("/", 2)[0];
        return bucket.matches("[a-z0-9.-]{3,63}") ? grants.parts().bucketOwner().apply(bucket) : Optional.empty();
    }

    private GrantAnswer forPrefix(GrantCall call) {
        if (owner(call.query().nonEmpty("s3prefix").orElse("")).isEmpty()) {
            throw new AwsException(ErrorCode.AccessGrantsInstanceNotExistsError);
        }
        return GrantAnswer.of(GrantsXml.forPrefix(grants.instance(call.account())));
    }

    private GrantAnswer policy(String account) {
        var policy = grants.instance(account)
                .policy()
                .orElseThrow(() -> new AwsException(ErrorCode.AccessGrantsInstanceResourcePolicyNotExists));
        return GrantAnswer.of(GrantsXml.policy("GetAccessGrantsInstanceResourcePolicyResult", policy));
    }

    private GrantAnswer vend(GrantCall call, GrantGate gate) {
        var asked = DataAccess.of(call.query());
        var vended =
                vending.vend(grants.of(call.account()), grants.instance(call.account()), caller(call, gate), asked);
        return new GrantAnswer(
                200,
                GrantsXml.vended(vended),
                Map.of(
                        "matchedGrantTarget", vended.scope().text(),
                        "accessGrantId", vended.grant().id(),
                        "granteeType", vended.grant().grantee().type().name(),
                        "granteeIdentifier", vended.grant().grantee().identifier(),
                        "assumedRoleUser.arn", vended.sessionArn(),
                        "credentials.accessKeyId", vended.credentials().accessKeyId()));
    }

    private Caller caller(GrantCall call, GrantGate gate) {
        Identity signer = gate.signer().orElseThrow(() -> new AwsException(ErrorCode.AccessDenied));
        return Caller.of(signer, grants.instance(call.account()), grants.parts().directories());
    }

    private void require(GrantCall call, GrantGate gate, Map<String, List<String>> more) {
        if (gate.signer().isEmpty()) {
            throw new AwsException(ErrorCode.AccessDenied);
        }
        var conditions = new LinkedHashMap<>(more);
        conditions.put("s3:ResourceAccount", List.of(call.account()));
        conditions.put("s3:AccessGrantsInstanceArn", List.of(grants.arn(call.account())));
        gate.require(
                new ControlPermission(call.action().permission(), resource(call), call.account(), conditions),
                policyOf(call.account()));
    }

    private Optional<NamedPolicy> policyOf(String account) {
        return grants.of(account)
                .instance()
                .flatMap(instance -> instance.policy().map(policy -> ResourcePolicy.of(instance, policy.document())));
    }

    /** What is about to be made has no id yet: its resource is any of its kind. */
    private String resource(GrantCall call) {
        String arn = grants.arn(call.account());
        String id = call.id().isEmpty() ? "*" : call.id();
        return switch (call.action().on()) {
            case ANYTHING -> "*";
            case INSTANCE -> arn;
            case LOCATION -> arn + "/location/" + id;
            case GRANT -> arn + "/grant/" + id;
            case TAGGED -> call.id();
        };
    }
}
