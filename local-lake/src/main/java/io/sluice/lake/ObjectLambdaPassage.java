package io.sluice.lake;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.access.RequestGate;
import io.sluice.lake.accesspoint.AccessPoint;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.accesspoint.GuardPolicy;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.objectlambda.Configuration;
import io.sluice.lake.objectlambda.Configuration.Transformation;
import io.sluice.lake.objectlambda.Features;
import io.sluice.lake.objectlambda.ObjectLambda;
import io.sluice.lake.objectlambda.ObjectLambdaPoints;
import io.sluice.lake.principals.ForwardAccess;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Answer;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.Gate;
import io.sluice.lake.s3.Operation;
import io.sluice.lake.s3.Permission;
import io.sluice.lake.s3.S3Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request of a known caller on its way through an Object Lambda access point. What needs {@code s3:X} behind it needs {@code
 * s3-object-lambda:X} on it; operations without such an action do not exist here. From <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3objectlambda.html">actions of S3 Object
 * Lambda</a>.
 */
final class ObjectLambdaPassage {
    private static final int SMALL = 1 << 20;
    private static final Set<String> ACTIONS = Set.of(
            "AbortMultipartUpload",
            "DeleteObject",
            "DeleteObjectTagging",
            "DeleteObjectVersion",
            "DeleteObjectVersionTagging",
            "GetObject",
            "GetObjectAcl",
            "GetObjectTagging",
            "GetObjectVersion",
            "GetObjectVersionAcl",
            "GetObjectVersionTagging",
            "ListBucket",
            "ListBucketMultipartUploads",
            "ListBucketVersions",
            "ListMultipartUploadParts",
            "PutObject",
            "PutObjectTagging",
            "PutObjectVersionTagging");

    private final ObjectLambdaDoor.Parts parts;
    private final Way way;
    private final Who who;
    private final Visit visit;

    /** The Object Lambda access point, the one behind it, and the object; none for the bucket as a whole. */
    record Way(ObjectLambdaPoints.Guarded point, AccessPoint through, Optional<String> key) {}

    /** The caller, and the right to ask in its name. */
    record Who(Identity caller, ForwardAccess access) {}

    ObjectLambdaPassage(ObjectLambdaDoor.Parts parts, Way way, Who who, Visit visit) {
        this.parts = parts;
        this.way = way;
        this.who = who;
        this.visit = visit;
    }

    static Address address(AccessPoint through) {
        return new Address(through.bucket(), Optional.of(through.arn()));
    }

    void go(Exchange exchange, Arrival arrival, Answer answer) throws IOException {
        var head = exchange.head();
        var request = S3Request.parse(Features.withoutRange(head), Optional.of(address(way.through())), way.key());
        visit.named(request.operation().name());
        var action = action(request.operation());
        var transformation = action.flatMap(way.point().point().configuration()::transformation);
        if (transformation.isPresent()) {
            transform(exchange, arrival, new Transformed(request, action.orElseThrow(), transformation.get()));
        } else {
            straightThrough(head, arrival, answer);
        }
    }

    private record Transformed(S3Request request, Configuration.Action action, Transformation transformation) {}

    private static Optional<Configuration.Action> action(Operation operation) {
        return switch (operation) {
            case GetObject -> Optional.of(Configuration.Action.GetObject);
            case HeadObject -> Optional.of(Configuration.Action.HeadObject);
            case ListObjects -> Optional.of(Configuration.Action.ListObjects);
            case ListObjectsV2 -> Optional.of(Configuration.Action.ListObjectsV2);
            default -> Optional.empty();
        };
    }

    private void transform(Exchange exchange, Arrival arrival, Transformed asked) throws IOException {
        var own = gate(who.caller(), exchange.head());
        parts.s3().permissions(asked.request()).forEach(permission -> own.require(own(permission), policy()));
        mayInvoke(asked.transformation().functionArn(), exchange.head());
        takeUnusedBody(arrival);
        visit.sent(parts.objectLambda()
                .answer(new ObjectLambda.Ask(
                        exchange,
                        asked.action(),
                        asked.transformation(),
                        way.point(),
                        way.through().alias(),
                        way.key(),
                        who.caller(),
                        who.access().credentials(),
                        visit.requestId(),
                        visit.hostId())));
    }

    private RequestGate gate(Identity identity, RequestHead head) {
        var gate = parts.authorizer().gate(Optional.of(identity), head, parts.network());
        visit.decidedBy(gate);
        return gate;
    }

    private void mayInvoke(String functionArn, RequestHead head) {
        var permission = new ControlPermission(
                "lambda:InvokeFunction", functionArn, way.point().point().id().account(), Map.of());
        try {
            gate(who.access().identity(), head)
                    .require(permission, parts.invoker().policy(functionArn));
        } catch (AwsException refusal) {
            throw new AwsException(
                    ErrorCode.LambdaPermissionError,
                    ErrorCode.LambdaPermissionError.message() + " " + refusal.getMessage());
        }
    }

    /** A body that nobody has a use for has to be what was signed, too. */
    private static void takeUnusedBody(Arrival arrival) throws IOException {
        if (arrival.stream().readNBytes(SMALL).length == SMALL) {
            throw new AwsException(ErrorCode.MaxMessageLengthExceeded);
        }
    }

    private void straightThrough(RequestHead head, Arrival arrival, Answer answer) throws IOException {
        var request = S3Request.parse(head, Optional.of(address(way.through())), way.key());
        var own = gate(who.caller(), head);
        var behind = parts.authorizer().gate(Optional.of(who.access().identity()), head, parts.network());
        parts.s3().permissions(request).forEach(permission -> own.require(own(permission), policy()));
        visit.decidedBy(behind);
        var principal = who.caller().principal();
        var caller = new Caller(principal.account(), principal.arn(), principal.uniqueId());
        parts.s3().perform(request, caller, new Both(own, behind), arrival, answer);
    }

    /** Of what a body asks for, too, which becomes known only behind the door. */
    private final class Both implements Gate {
        private final RequestGate own;
        private final RequestGate behind;

        Both(RequestGate own, RequestGate behind) {
            this.own = own;
            this.behind = behind;
        }

        @Override
        public void require(Permission permission) {
            if (permission.resource().place().equals(Optional.of(address(way.through())))) {
                own.require(own(permission), policy());
            }
            behind.require(permission);
        }

        @Override
        public boolean allows(Permission permission) {
            return behind.allows(permission);
        }
    }

    private Optional<NamedPolicy> policy() {
        return way.point().policy().map(GuardPolicy::policy);
    }

    private ControlPermission own(Permission permission) {
        var name = permission.action().substring("s3:".length());
        if (!ACTIONS.contains(name)) {
            throw new AwsException(ErrorCode.MethodNotAllowed);
        }
        var point = way.point().point();
        return new ControlPermission(
                "s3-object-lambda:" + name, point.arn(), point.id().account(), conditions(permission));
    }

    private static Map<String, List<String>> conditions(Permission permission) {
        var conditions = new HashMap<String, List<String>>();
        var version = permission.conditions().get("s3:VersionId");
        if (version != null) {
            conditions.put("s3-object-lambda:versionid", version);
        }
        return conditions;
    }
}
