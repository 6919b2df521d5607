package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.addressing.SigningScope;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.objectlambda.Features;
import io.sluice.lake.objectlambda.Invoker;
import io.sluice.lake.objectlambda.ObjectLambda;
import io.sluice.lake.objectlambda.ObjectLambdaPoints;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.s3.Answer;
import io.sluice.lake.s3.S3;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Serves a request to an Object Lambda access point: its own permission first, then, in the caller's name and with {@code aws:CalledVia},
 * that to invoke the function, or that to go straight through to the supporting access point. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-policies.html">configuring IAM policies for Object Lambda</a>.
 */
final class ObjectLambdaDoor {
    private static final String OWN_SERVICE = "s3-object-lambda";

    private final Parts parts;

    /**
     * What the door works with.
     *
     * @param own for requests that are signed for {@code s3-object-lambda}
     * @param alias for those by alias, which SDKs sign for {@code s3}
     */
    record Parts(
            Entrance own,
            Entrance alias,
            Principals principals,
            ObjectLambdaPoints points,
            AccessPoints supporting,
            ObjectLambda objectLambda,
            Invoker invoker,
            S3 s3,
            Authorizer authorizer,
            Network network,
            Clock clock) {}

    ObjectLambdaDoor(Parts parts) {
        this.parts = parts;
    }

    void serve(Exchange exchange, Target.DataPlane target, Visit visit) throws IOException {
        var answer = new Answer(exchange, visit.requestId(), visit.hostId(), parts.clock());
        try {
            perform(exchange, target, visit, answer);
        } catch (AwsException refusal) {
            visit.failed(refusal);
            answer.error(refusal);
        } catch (IOException broken) {
            visit.broke(broken);
            throw broken;
        } catch (RuntimeException fault) {
            answer.error(visit.fault(fault));
        } finally {
            if (answer.status() != 0) {
                visit.sent(answer.bytes());
            }
        }
    }

    private void perform(Exchange exchange, Target.DataPlane target, Visit visit, Answer answer) throws IOException {
        visit.about("bucketName", asked(target));
        target.key().ifPresent(key -> visit.about("key", key));
        var arrival = entrance(exchange, target).admit(exchange, visit);
        visit.receiving(arrival.verified()::received);
        var caller = arrival.signer().orElseThrow(() -> new AwsException(ErrorCode.AccessDenied));
        var point = find(target);
        var through = parts.supporting()
                .byArn(point.point().configuration().supportingAccessPoint())
                .orElseThrow(() -> new AwsException(ErrorCode.NoSuchAccessPoint))
                .point();
        visit.about(Event.Resource.objectLambda(point.point().arn()));
        Event.Resource.of(ObjectLambdaPassage.address(through), target.key(), Optional.of(through.bucketAccount()))
                .forEach(visit::about);
        Features.refuseCustomerKeys(exchange.head());
        var until = parts.clock().instant().plus(parts.objectLambda().limit());
        try (var access = parts.principals().forward(caller, ObjectLambda.SERVICE, until)) {
            var way = new ObjectLambdaPassage.Way(point, through, target.key());
            new ObjectLambdaPassage(parts, way, new ObjectLambdaPassage.Who(caller, access), visit)
                    .go(exchange, arrival, answer);
        }
    }

    /** SDKs sign requests by ARN for Object Lambda, and those by alias for S3, since that is a bucket's name to them. */
    private Entrance entrance(Exchange exchange, Target.DataPlane target) {
        boolean byAlias = target instanceof Target.ObjectLambdaAlias;
        return byAlias && !SigningScope.service(exchange.head()).equals(OWN_SERVICE) ? parts.alias() : parts.own();
    }

    private ObjectLambdaPoints.Guarded find(Target.DataPlane target) {
        return switch (target) {
            case Target.ObjectLambda byArn -> parts.points().require(new AccessPointId(byArn.account(), byArn.name()));
            case Target.ObjectLambdaAlias byAlias ->
                parts.points()
                        .byAlias(byAlias.alias())
                        .orElseThrow(() -> new AwsException(ErrorCode.InvalidAccessPointAliasError));
            case Target.Bucket _, Target.AccessPoint _, Target.AccessPointAlias _ ->
                throw new IllegalArgumentException("Not of Object Lambda: " + target);
        };
    }

    private static String asked(Target.DataPlane target) {
        return switch (target) {
            case Target.ObjectLambda point -> point.account() + ":accesspoint/" + point.name();
            case Target.ObjectLambdaAlias alias -> alias.alias();
            case Target.Bucket _, Target.AccessPoint _, Target.AccessPointAlias _ ->
                throw new IllegalArgumentException("Not of Object Lambda: " + target);
        };
    }
}
