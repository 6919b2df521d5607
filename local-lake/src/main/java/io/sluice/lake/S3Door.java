package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesspoint.Addresses;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Answer;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.S3;
import io.sluice.lake.s3.S3Request;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Serves a request to S3's data plane: who is it, through which gate does it come, may it; then {@link S3} does it. */
final class S3Door {
    private static final Caller ANONYMOUS = new Caller("anonymous", "anonymous");

    private final Parts parts;

    /**
     * What the door works with.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     * @param network where the requests of the listener come from
     */
    record Parts(
            Entrance entrance,
            S3 s3,
            Addresses addresses,
            Authorizer authorizer,
            Function<String, Optional<String>> bucketOwner,
            Network network,
            Clock clock) {}

    S3Door(Parts parts) {
        this.parts = parts;
    }

    void serve(Exchange exchange, Target target, Visit visit) throws IOException {
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
            visit.sent(answer.bytes());
        }
    }

    private void perform(Exchange exchange, Target target, Visit visit, Answer answer) throws IOException {
        var data = target instanceof Target.DataPlane found ? Optional.of(found) : Optional.<Target.DataPlane>empty();
        data.ifPresent(place -> describe(place, visit));
        Arrival arrival;
        try {
            arrival = parts.entrance().admit(exchange, visit);
        } catch (AwsException refusal) {
            name(exchange, data, visit);
            throw refusal;
        }
        visit.receiving(arrival.verified()::received);
        var key = data.flatMap(Target.DataPlane::key);
        var address = data.map(parts.addresses()::of);
        address.ifPresent(
                place -> Event.Resource.of(place, key, parts.bucketOwner().apply(place.bucket()))
                        .forEach(visit::about));
        var request = S3Request.parse(exchange.head(), address, key);
        visit.named(request.operation().name());
        visit.management(request.operation().isManagement());
        var gate = parts.authorizer().gate(arrival.signer(), exchange.head(), parts.network());
        visit.decidedBy(gate);
        var caller = arrival.signer().map(S3Door::caller).orElse(ANONYMOUS);
        parts.s3().perform(request, caller, gate, arrival, answer);
    }

    /** What was meant by a request whose signature does not hold, as far as that can be told. */
    private static void name(Exchange exchange, Optional<Target.DataPlane> data, Visit visit) {
        try {
            var address = data.map(S3Door::asked).map(Address::bucket);
            visit.named(S3Request.parse(exchange.head(), address, data.flatMap(Target.DataPlane::key))
                    .operation()
                    .name());
        } catch (AwsException _) {
            // No operation that is here: its method stands for it.
        }
    }

    private static Caller caller(Identity signer) {
        return new Caller(
                signer.principal().account(),
                signer.principal().arn(),
                signer.principal().uniqueId());
    }

    private static void describe(Target.DataPlane data, Visit visit) {
        visit.about("bucketName", asked(data));
        data.key().ifPresent(key -> visit.about("key", key));
    }

    /** The bucket or access point as the request named it. */
    private static String asked(Target.DataPlane data) {
        return switch (data) {
            case Target.Bucket bucket -> bucket.bucket();
            case Target.AccessPoint point -> point.account() + ":accesspoint/" + point.name();
            case Target.AccessPointAlias alias -> alias.alias();
            case Target.ObjectLambda point -> point.account() + ":accesspoint/" + point.name();
            case Target.ObjectLambdaAlias alias -> alias.alias();
        };
    }
}
