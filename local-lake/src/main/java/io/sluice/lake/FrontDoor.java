package io.sluice.lake;

import io.sluice.lake.accesslog.AccessLog;
import io.sluice.lake.addressing.Addressing;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Handler;
import io.sluice.lake.metadata.InstanceMetadata;
import io.sluice.lake.metadata.Instances;
import io.sluice.lake.objectlambda.ObjectLambda;
import io.sluice.lake.s3.Answer;
import java.io.IOException;
import java.time.Clock;

/** Where every request comes in: it tells which service is meant, lets that serve, and writes the line of the access log. */
final class FrontDoor implements Handler {
    private static final String S3 = "s3.amazonaws.com";
    private static final String OBJECT_LAMBDA = ObjectLambda.SERVICE;
    private static final String LAMBDA = "lambda.amazonaws.com";

    private final Parts parts;

    /** The services, and what the door itself needs. */
    record Parts(
            Addressing addressing,
            S3Door s3,
            ObjectLambdaDoor objectLambda,
            WritingDoor writing,
            ControlDoor control,
            LambdaDoor lambda,
            TokenDoor tokens,
            GrantsDoor grants,
            IdentityCenterDoor identityCenter,
            Instances instances,
            AccessLog log,
            Place place) {}

    /** Where the lake is, whose it is, and what time it is there. */
    record Place(String region, String account, Clock clock) {}

    FrontDoor(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        if (InstanceMetadata.INSTANCE_PATH.matcher(exchange.head().rawPath()).lookingAt() && !isSigned(exchange)) {
            parts.instances().handle(exchange);
            return;
        }
        var visit = new Visit(exchange.head(), parts.place().clock().instant());
        Target target;
        try {
            target = parts.addressing().target(exchange.head());
        } catch (AwsException refusal) {
            visit.failed(refusal);
            new Answer(
                            exchange,
                            visit.requestId(),
                            visit.hostId(),
                            parts.place().clock())
                    .error(refusal);
            log(visit, S3, false);
            return;
        }
        serve(exchange, target, visit);
    }

    /** A signed request for such a path is for a bucket that is called {@code instances}. */
    private static boolean isSigned(Exchange exchange) {
        return exchange.head().headers().has("authorization")
                || exchange.head().rawQuery().contains("X-Amz-Signature=");
    }

    private void serve(Exchange exchange, Target target, Visit visit) throws IOException {
        switch (target) {
            case Target.Metadata _ -> parts.instances().handle(exchange);
            case Target.Sts _ ->
                logged(visit, "sts.amazonaws.com", true, () -> parts.tokens().serve(exchange, visit));
            case Target.Lambda _ ->
                logged(visit, LAMBDA, true, () -> parts.lambda().serve(exchange, visit));
            case Target.FunctionUrl url ->
                logged(visit, LAMBDA, false, () -> parts.lambda().serve(exchange, url, visit));
            case Target.Control(var account) ->
                logged(visit, S3, true, () -> parts.control().serve(exchange, account, visit));
            case Target.ObjectLambda point ->
                logged(visit, OBJECT_LAMBDA, false, () -> parts.objectLambda().serve(exchange, point, visit));
            case Target.ObjectLambdaAlias alias ->
                logged(visit, OBJECT_LAMBDA, false, () -> parts.objectLambda().serve(exchange, alias, visit));
            case Target.ObjectLambdaResponse(var route) ->
                logged(visit, OBJECT_LAMBDA, false, () -> parts.writing().serve(exchange, route, visit));
            case Target.Grants(var account) ->
                logged(visit, S3, true, () -> parts.grants().serve(exchange, account, visit));
            case Target.IdentityCenter _ ->
                logged(
                        visit,
                        "sso-oauth.amazonaws.com",
                        true,
                        () -> parts.identityCenter().serve(exchange, visit));
            case Target.Service _, Target.Bucket _, Target.AccessPoint _, Target.AccessPointAlias _ ->
                logged(visit, S3, false, () -> parts.s3().serve(exchange, target, visit));
        }
    }

    @FunctionalInterface
    private interface Service {
        void serve() throws IOException;
    }

    /** Whatever comes of the request, its line is written. */
    private void logged(Visit visit, String name, boolean management, Service service) throws IOException {
        try {
            service.serve();
        } finally {
            log(visit, name, management);
        }
    }

    private void log(Visit visit, String service, boolean management) {
        parts.log()
                .write(visit.event(
                        service,
                        management,
                        parts.place().region(),
                        parts.place().account()));
    }
}
