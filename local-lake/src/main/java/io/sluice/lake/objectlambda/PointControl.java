package io.sluice.lake.objectlambda;

import io.sluice.lake.accesspoint.ControlAnswer;
import io.sluice.lake.accesspoint.ControlGate;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.accesspoint.GuardPolicy;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.XmlIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The control plane of Object Lambda access points. Nothing is told of one, not even whether it is there, before the caller is allowed
 * to ask. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">Amazon S3 Control</a>.
 */
public final class PointControl {
    private static final int PAGE = 1000;

    private final ObjectLambdaPoints points;

    public PointControl(ObjectLambdaPoints points) {
        this.points = points;
    }

    /** The ARN that a call is about. */
    public Optional<String> arn(PointCall call) {
        return call.name().map(_ -> ObjectLambdaPoint.arn(call.id(), points.region()));
    }

    /**
     * Performs the operation.
     *
     * @param body verified while it is read, and always read to its end before anything is done
     */
    public ControlAnswer answer(PointCall call, InputStream body, ControlGate gate) throws IOException {
        return switch (call.action()) {
            case CreateAccessPointForObjectLambda -> {
                var asked = PointXml.configuration(read(call, body));
                gate.require(permission(call));
                yield done(PointXml.created(points.create(call.id(), asked)));
            }
            case PutAccessPointConfigurationForObjectLambda -> {
                var asked = PointXml.configuration(read(call, body));
                gate.require(permission(call));
                points.configure(call.id(), asked);
                yield done("");
            }
            case PutAccessPointPolicyForObjectLambda -> {
                var policy = read(call, body).required("Policy");
                gate.require(permission(call));
                points.putPolicy(call.id(), policy, gate.caller());
                yield done("");
            }
            case GetAccessPointForObjectLambda,
                    DeleteAccessPointForObjectLambda,
                    ListAccessPointsForObjectLambda,
                    GetAccessPointConfigurationForObjectLambda,
                    GetAccessPointPolicyForObjectLambda,
                    DeleteAccessPointPolicyForObjectLambda,
                    GetAccessPointPolicyStatusForObjectLambda -> {
                body.transferTo(OutputStream.nullOutputStream());
                gate.require(permission(call));
                yield withoutBody(call);
            }
        };
    }

    private static XmlIn.Element read(PointCall call, InputStream body) throws IOException {
        return XmlIn.read(body, XmlIn.SMALL, call.action().name() + "Request");
    }

    private ControlAnswer withoutBody(PointCall call) {
        return switch (call.action()) {
            case GetAccessPointForObjectLambda ->
                done(PointXml.point(points.require(call.id()).point()));
            case ListAccessPointsForObjectLambda -> list(call);
            case GetAccessPointConfigurationForObjectLambda ->
                done(PointXml.configuration(points.require(call.id()).point().configuration()));
            case GetAccessPointPolicyForObjectLambda ->
                done(PointXml.policy(policy(call).text()));
            case GetAccessPointPolicyStatusForObjectLambda ->
                done(PointXml.policyStatus(policy(call).isPublic()));
            case DeleteAccessPointForObjectLambda -> {
                points.delete(call.id());
                yield new ControlAnswer(204, "");
            }
            case DeleteAccessPointPolicyForObjectLambda -> {
                points.deletePolicy(call.id());
                yield new ControlAnswer(204, "");
            }
            case CreateAccessPointForObjectLambda,
                    PutAccessPointConfigurationForObjectLambda,
                    PutAccessPointPolicyForObjectLambda ->
                throw new IllegalArgumentException(call.action() + " has a body");
        };
    }

    private GuardPolicy policy(PointCall call) {
        return points.require(call.id())
                .policy()
                .orElseThrow(() -> new AwsException(
                        ErrorCode.NoSuchAccessPointPolicy,
                        ErrorCode.NoSuchAccessPointPolicy.message(),
                        Map.of("AccessPointName", call.id().name())));
    }

    private ControlAnswer list(PointCall call) {
        int size = call.query()
                .nonEmpty("maxResults")
                .map(text -> text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1)
                .orElse(PAGE);
        if (size < 0 || size > PAGE) {
            throw new AwsException(ErrorCode.InvalidRequest, "The range for the MaxResults parameter is not valid.");
        }
        int limit = size == 0 ? PAGE : size;
        String after =
                call.query().nonEmpty("nextToken").map(PointControl::after).orElse("");
        List<ObjectLambdaPoint> rest = points.of(call.account()).stream()
                .filter(point -> point.id().name().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        if (rest.size() <= limit) {
            return done(PointXml.points(rest, Optional.empty()));
        }
        var page = rest.subList(0, limit);
        return done(PointXml.points(page, Optional.of(token(page.getLast()))));
    }

    private static String token(ObjectLambdaPoint last) {
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

    private ControlPermission permission(PointCall call) {
        return new ControlPermission(
                call.action().permission(),
                arn(call).orElse("*"),
                call.account(),
                Map.of("s3:ResourceAccount", List.of(call.account())));
    }

    private static ControlAnswer done(String document) {
        return new ControlAnswer(200, document);
    }
}
