package io.sluice.lake.accesspoint;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.PublicAccessBlock;
import io.sluice.lake.s3.XmlIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The control plane of S3 as far as access points and an account's public access block go. Nothing is told of an access point, not even
 * whether it is there, before the caller is allowed to ask. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">Amazon S3 Control</a>.
 */
public final class ControlPlane {
    private static final int PAGE = 1000;
    private static final Set<String> PARAMETERS = Set.of("bucket", "maxResults", "nextToken");

    private final AccessPoints points;
    private final BucketRules rules;

    public ControlPlane(AccessPoints points, BucketRules rules) {
        this.points = points;
        this.rules = rules;
    }

    /**
     * Performs the operation.
     *
     * @param body verified while it is read, and always read to its end before anything is done
     * @throws AwsException in S3's words; {@link ControlXml#error} gives it the form it has here
     */
    public ControlAnswer answer(ControlCall call, InputStream body, ControlGate gate) throws IOException {
        return switch (call.action()) {
            case CreateAccessPoint -> create(call, XmlIn.read(body, XmlIn.SMALL, "CreateAccessPointRequest"), gate);
            case PutAccessPointPolicy ->
                putPolicy(call, XmlIn.read(body, XmlIn.SMALL, "PutAccessPointPolicyRequest"), gate);
            case PutPublicAccessBlock ->
                putBlock(call, XmlIn.read(body, XmlIn.SMALL, "PublicAccessBlockConfiguration"), gate);
            case GetAccessPoint,
                    DeleteAccessPoint,
                    ListAccessPoints,
                    GetAccessPointPolicy,
                    DeleteAccessPointPolicy,
                    GetAccessPointPolicyStatus,
                    GetPublicAccessBlock,
                    DeletePublicAccessBlock -> {
                body.transferTo(OutputStream.nullOutputStream());
                gate.require(permission(call, origin(call)));
                yield withoutBody(call);
            }
        };
    }

    /** The ARN of the access point that a call is about. */
    public Optional<String> accessPoint(ControlCall call) {
        return call.name().map(_ -> call.id().arn(points.region()));
    }

    private ControlAnswer create(ControlCall call, XmlIn.Element request, ControlGate gate) {
        AccessPointId.check(call.id().name());
        var asked = ControlXml.creation(call.id(), request);
        gate.require(permission(call, Optional.of(asked.vpc().isPresent() ? "VPC" : "Internet")));
        return ControlAnswer.of(ControlXml.created(points.create(asked)));
    }

    private ControlAnswer putPolicy(ControlCall call, XmlIn.Element request, ControlGate gate) {
        gate.require(permission(call, origin(call)));
        points.putPolicy(call.id(), request.required("Policy"), gate.caller());
        return ControlAnswer.done();
    }

    private ControlAnswer putBlock(ControlCall call, XmlIn.Element request, ControlGate gate) {
        gate.require(permission(call, Optional.empty()));
        rules.putAccountBlock(call.account(), ControlXml.block(request, false));
        return ControlAnswer.done();
    }

    private ControlAnswer withoutBody(ControlCall call) {
        return switch (call.action()) {
            case GetAccessPoint -> ControlAnswer.of(ControlXml.accessPoint(point(call)));
            case ListAccessPoints -> list(call);
            case GetAccessPointPolicy -> ControlAnswer.of(ControlXml.policy(policy(call)));
            case GetAccessPointPolicyStatus -> ControlAnswer.of(ControlXml.policyStatus(isPublic(call)));
            case GetPublicAccessBlock -> ControlAnswer.of(ControlXml.block(block(call.account())));
            case DeleteAccessPoint -> {
                points.delete(call.id());
                yield ControlAnswer.gone();
            }
            case DeleteAccessPointPolicy -> {
                points.deletePolicy(call.id());
                yield ControlAnswer.gone();
            }
            case DeletePublicAccessBlock -> {
                rules.deleteAccountBlock(call.account());
                yield ControlAnswer.gone();
            }
            case CreateAccessPoint, PutAccessPointPolicy, PutPublicAccessBlock ->
                throw new IllegalArgumentException(call.action() + " has a body");
        };
    }

    private AccessPoint point(ControlCall call) {
        return points.require(call.id()).point();
    }

    private String policy(ControlCall call) {
        return point(call).policy().orElseThrow(() -> noPolicy(call));
    }

    private boolean isPublic(ControlCall call) {
        return points.require(call.id()).policy().map(GuardPolicy::isPublic).orElseThrow(() -> noPolicy(call));
    }

    private static AwsException noPolicy(ControlCall call) {
        return new AwsException(
                ErrorCode.NoSuchAccessPointPolicy,
                ErrorCode.NoSuchAccessPointPolicy.message(),
                Map.of("AccessPointName", call.id().name()));
    }

    private PublicAccessBlock block(String account) {
        return rules.accountBlock(account)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.NoSuchPublicAccessBlockConfiguration,
                        ErrorCode.NoSuchPublicAccessBlockConfiguration.message(),
                        Map.of("AccountId", account)));
    }

    private ControlAnswer list(ControlCall call) {
        if (!PARAMETERS.containsAll(call.query().names())) {
            throw new AwsException(
                    ErrorCode.NotImplemented, "A parameter of ListAccessPoints is not part of this lake.");
        }
        int size = pageSize(call);
        String after =
                call.query().nonEmpty("nextToken").map(ControlPlane::after).orElse("");
        List<AccessPoint> rest = points.of(call.account(), call.query().nonEmpty("bucket")).stream()
                .filter(point -> point.id().name().compareTo(after) > 0)
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) {
            return ControlAnswer.of(ControlXml.accessPoints(rest, Optional.empty()));
        }
        List<AccessPoint> page = rest.subList(0, size);
        return ControlAnswer.of(ControlXml.accessPoints(page, Optional.of(token(page.getLast()))));
    }

    private static int pageSize(ControlCall call) {
        int size = call.query()
                .nonEmpty("maxResults")
                .map(text -> text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1)
                .orElse(PAGE);
        if (size < 0 || size > PAGE) {
            throw new AwsException(ErrorCode.InvalidRequest, "The range for the MaxResults parameter is not valid.");
        }
        return size == 0 ? PAGE : size;
    }

    private static String token(AccessPoint last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.id().name().getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new AwsException(ErrorCode.InvalidRequest, "The next token is not valid.");
        }
    }

    /** Of the access point that the call names, where that is there. */
    private Optional<String> origin(ControlCall call) {
        return call.name()
                .flatMap(_ -> points.find(call.id()))
                .map(found -> found.point().networkOrigin());
    }

    private ControlPermission permission(ControlCall call, Optional<String> networkOrigin) {
        var conditions = new HashMap<String, List<String>>();
        conditions.put("s3:ResourceAccount", List.of(call.account()));
        if (call.name().isPresent()) {
            conditions.put("s3:DataAccessPointAccount", List.of(call.account()));
            conditions.put("s3:DataAccessPointArn", List.of(call.id().arn(points.region())));
            networkOrigin.ifPresent(origin -> conditions.put("s3:AccessPointNetworkOrigin", List.of(origin)));
        }
        String resource = call.action().isOnAccessPoint() ? call.id().arn(points.region()) : "*";
        return new ControlPermission(call.action().permission(), resource, call.account(), conditions);
    }
}
